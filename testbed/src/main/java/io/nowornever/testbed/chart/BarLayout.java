package io.nowornever.testbed.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lays out a bar chart.
 */
final class BarLayout {

	/** How much of a group's place its bars may take. */
	private static final double FILLED = 0.72;

	private static final double WIDEST_BAR = 56;

	private static final double GAP = 2;

	private static final double BEYOND_BARS = 5;

	private static final double BOUND_WIDTH = 2.5;

	private static final int UNDER_AXIS = 6;

	private static final Lettering LETTERING = Lettering.SMALL;

	private final Svg svg = new Svg();

	private final BarChart chart;

	private final Frame frame;

	private final double groupWidth;

	private final double barWidth;

	BarLayout(BarChart chart) {
		this.chart = chart;
		this.frame = Frame.draw(this.svg, chart.title(), chart.xTitle(), chart.yTitle(), Axis.PERCENT, 0,
				UNDER_AXIS + LETTERING.lineHeight());
		this.groupWidth = (Frame.RIGHT - this.frame.left()) / chart.categories().size();
		this.barWidth = Math.min(WIDEST_BAR, FILLED * this.groupWidth / chart.series().size());
	}

	String svg() {
		for (int group = 0; group < this.chart.categories().size(); group++) {
			drawGroup(group, this.frame.left() + (group + 0.5) * this.groupWidth);
		}
		List<Legend.Entry> legend = new ArrayList<>();
		for (BarChart.Series series : this.chart.series()) {
			legend.add(new Legend.Entry(series.name(), Colour.OF_SERIES.get(legend.size()).hex(), true));
		}
		legend.add(new Legend.Entry(this.chart.bound().name(), Colour.BLACK.hex(), false));
		return this.frame.end(this.svg, this.chart.title(), legend);
	}

	private void drawGroup(int group, double middle) {
		this.svg.text(this.chart.categories().get(group), Svg.Anchor.MIDDLE, middle,
				this.frame.bottom() + UNDER_AXIS + LETTERING.lineHeight(), LETTERING, Svg.TEXT);
		int count = this.chart.series().size();
		double reach = this.barWidth * count / 2;
		double x = middle - reach;
		for (int i = 0; i < count; i++) {
			drawBar(x, this.chart.series().get(i).percentages().get(group), Colour.OF_SERIES.get(i));
			x += this.barWidth;
		}
		double bound = this.frame.y(this.chart.bound().percentages().get(group));
		this.svg.line(middle - reach - BEYOND_BARS, bound, middle + reach + BEYOND_BARS, bound, BOUND_WIDTH,
				Colour.BLACK.hex());
	}

	/**
	 * Draws a bar with its percentage at the foot, or over it if it is too low for that.
	 */
	private void drawBar(double x, double percentage, Colour colour) {
		double y = this.frame.y(percentage);
		double height = this.frame.bottom() - y;
		this.svg.box(x + GAP / 2, y, this.barWidth - GAP, height, colour.hex());
		boolean inside = height > LETTERING.lineHeight();
		this.svg.text(String.format(Locale.ROOT, "%.0f", percentage), Svg.Anchor.MIDDLE, x + this.barWidth / 2,
				(inside ? this.frame.bottom() : y) - 5, LETTERING, inside ? colour.textUpon() : Svg.TEXT);
	}

}
