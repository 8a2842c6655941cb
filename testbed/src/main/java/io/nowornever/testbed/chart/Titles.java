package io.nowornever.testbed.chart;

/**
 * The titles of a chart and its axes, those of the axes empty if there are none.
 *
 * @param chart what the chart says
 * @param x what the x axis shows
 * @param y what the y axis shows
 */
record Titles(String chart, String x, String y) {
}
