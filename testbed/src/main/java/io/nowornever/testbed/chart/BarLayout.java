package io.nowornever.testbed.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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

	private final BarChart chart;

	private final Frame frame;

	private final List<List<String>> names;

	private final Frame.Plot plot;

	private final double barWidth;

	BarLayout(BarChart chart) {
		this.chart = chart;
		this.frame = new Frame(new Titles(chart.title(), chart.xTitle(), chart.yTitle()), Axis.PERCENT, legend(chart));
		this.names = chart.categories()
			.stream()
			.map((category) -> LETTERING.wrap(category, groupWidth() - BEYOND_BARS))
			.toList();
		int rows = this.names.stream().mapToInt(List::size).max().orElse(0);
		this.plot = this.frame.plot(0, UNDER_AXIS + (double) rows * LETTERING.lineHeight());
		this.barWidth = Math.min(WIDEST_BAR, FILLED * groupWidth() / chart.series().size());
	}

	Drawing drawing() {
		List<Shape> data = new ArrayList<>();
		for (int group = 0; group < this.names.size(); group++) {
			addName(data, group);
			addBars(data, group);
			addBounds(data, group);
		}
		return this.plot.drawing(List.of(), data);
	}

	private void addName(List<Shape> shapes, int group) {
		double base = this.plot.bottom() + UNDER_AXIS;
		for (String line : this.names.get(group)) {
			base += LETTERING.lineHeight();
			shapes.add(new Shape.Label(line, middle(group), base, Shape.Anchor.MIDDLE, LETTERING, Ink.TEXT));
		}
	}

	private void addBars(List<Shape> shapes, int group) {
		double x = middle(group) - barsWidth() / 2;
		for (BarChart.Series series : this.chart.series()) {
			double percentage = series.percentages().get(group);
			double y = this.plot.y(percentage);
			double height = this.plot.bottom() - y;
			shapes.add(new Shape.Box(x + GAP / 2, y, this.barWidth - GAP, height, series.colour().hex()));
			addFigure(shapes, x, height, percentage, series.colour());
			x += this.barWidth;
		}
	}

	/**
	 * Writes a percentage at the foot of its bar, or over a bar too low for it; nothing
	 * if the bar is too narrow.
	 */
	private void addFigure(List<Shape> shapes, double x, double height, double percentage, Colour colour) {
		String figure = String.format(Locale.ROOT, "%.0f", percentage);
		if (LETTERING.width(figure) > this.barWidth) {
			return;
		}
		boolean inside = height > LETTERING.lineHeight();
		double foot = inside ? this.plot.bottom() : this.plot.bottom() - height;
		shapes.add(new Shape.Label(figure, x + this.barWidth / 2, foot - 5, Shape.Anchor.MIDDLE, LETTERING,
				inside ? colour.textUpon() : Ink.TEXT));
	}

	private void addBounds(List<Shape> shapes, int group) {
		double reach = barsWidth() / 2 + BEYOND_BARS;
		for (BarChart.Series bound : this.chart.bounds()) {
			double y = this.plot.y(bound.percentages().get(group));
			shapes.add(new Shape.Stroke(
					List.of(new Shape.Point(middle(group) - reach, y), new Shape.Point(middle(group) + reach, y)),
					BOUND_WIDTH, false, bound.colour().hex()));
		}
	}

	private double groupWidth() {
		return this.frame.width() / this.chart.categories().size();
	}

	private double barsWidth() {
		return this.barWidth * this.chart.series().size();
	}

	private double middle(int group) {
		return this.frame.left() + (group + 0.5) * groupWidth();
	}

	private static Legend legend(BarChart chart) {
		return new Legend(Stream
			.concat(chart.series()
				.stream()
				.map((series) -> new Legend.Entry(series.name(), series.colour(), Legend.Sample.BAR)),
					chart.bounds()
						.stream()
						.map((bound) -> new Legend.Entry(bound.name(), bound.colour(), Legend.Sample.LINE)))
			.toList());
	}

}
