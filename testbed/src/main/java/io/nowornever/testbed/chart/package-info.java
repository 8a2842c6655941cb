/**
 * Charts for reports, drawn as SVG.
 */
@NullMarked
package io.nowornever.testbed.chart;

import org.jspecify.annotations.NullMarked;
