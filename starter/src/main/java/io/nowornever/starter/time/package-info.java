/**
 * The two clocks.
 */
@NullMarked
package io.nowornever.starter.time;

import org.jspecify.annotations.NullMarked;
