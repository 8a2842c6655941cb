package io.nowornever.testbed.chart;

import java.util.List;

/**
 * The names of the series, each behind a sample of its colour, in as many rows as they
 * need.
 */
final class Legend {

	private static final int ROW_HEIGHT = 22;

	private static final int SAMPLE_WIDTH = 20;

	private static final int TEXT_START = 27;

	private static final int BETWEEN = 22;

	private static final int BAR = 12;

	private static final Lettering LETTERING = Lettering.TEXT;

	private Legend() {
	}

	/**
	 * Draws it between the margins.
	 * @return where it ends
	 */
	static double draw(Svg svg, double top, List<Entry> entries) {
		double base = top;
		double x = Frame.RIGHT;
		for (Entry entry : entries) {
			double width = TEXT_START + LETTERING.width(entry.name()) + BETWEEN;
			if (x + width > Frame.RIGHT) {
				x = Frame.MARGIN;
				base += ROW_HEIGHT;
			}
			double middle = base - LETTERING.size() / 3.0;
			if (entry.isBar()) {
				svg.box(x + SAMPLE_WIDTH - BAR, middle - BAR / 2.0, BAR, BAR, entry.colour());
			}
			else {
				svg.line(x, middle, x + SAMPLE_WIDTH, middle, 2.5, entry.colour());
			}
			svg.text(entry.name(), Svg.Anchor.START, x + TEXT_START, base, LETTERING, Svg.TEXT);
			x += width;
		}
		return base;
	}

	/**
	 * A series: drawn as bars, or else as a line.
	 */
	record Entry(String name, String colour, boolean isBar) {
	}

}
