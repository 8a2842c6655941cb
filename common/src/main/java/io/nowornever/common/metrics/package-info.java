/**
 * Meters that exist from the start, one for each constant of an enum.
 */
@NullMarked
package io.nowornever.common.metrics;

import org.jspecify.annotations.NullMarked;
