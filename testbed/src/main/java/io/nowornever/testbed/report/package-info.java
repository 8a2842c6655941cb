/**
 * Figures as text.
 */
@NullMarked
package io.nowornever.testbed.report;

import org.jspecify.annotations.NullMarked;
