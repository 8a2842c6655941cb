/**
 * Charts for reports: one description of a chart, drawn as SVG or as PNG.
 */
@NullMarked
package io.nowornever.testbed.chart;

import org.jspecify.annotations.NullMarked;
