package io.nowornever.testbed.chart;

import java.util.List;

/**
 * A chart laid out: shapes on white paper, in pixels from its upper left corner. Layout
 * asks no font for its measures, so that it is the same on every machine.
 *
 * @param title what the chart says
 * @param width its width
 * @param height its height
 * @param shapes what to draw, the lowest first
 */
record Drawing(String title, int width, int height, List<Shape> shapes) {

	static Drawing of(Chart chart) {
		return switch (chart) {
			case TimeChart time -> new TimeLayout(time).drawing();
			case BarChart bars -> new BarLayout(bars).drawing();
		};
	}

}
