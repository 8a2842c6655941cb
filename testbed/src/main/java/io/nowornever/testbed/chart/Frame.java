package io.nowornever.testbed.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * What all charts share: the titles, the y axis with its grid, and the legend, around the
 * plot, which is where the data go.
 */
final class Frame {

	/** The width of a drawing in pixels, made for the column of a web page. */
	static final int WIDTH = 860;

	private static final int MARGIN = 24;

	private static final int PLOT_HEIGHT = 300;

	private static final int GAP = 8;

	private final Titles titles;

	private final Axis yAxis;

	private final Legend legend;

	private final double left;

	Frame(Titles titles, Axis yAxis, Legend legend) {
		this.titles = titles;
		this.yAxis = yAxis;
		this.legend = legend;
		double widest = yAxis.ticks().stream().map(yAxis::label).mapToDouble(Lettering.SMALL::width).max().orElse(0);
		this.left = Math.ceil(MARGIN + widest + GAP);
	}

	/**
	 * The left edge of the plot.
	 */
	double left() {
		return this.left;
	}

	/**
	 * The right edge of the plot.
	 */
	double right() {
		return WIDTH - MARGIN;
	}

	double width() {
		return right() - this.left;
	}

	/**
	 * Makes room around the plot.
	 * @param above how much is needed over it, in pixels
	 * @param below how much is needed under it, beside the titles and the legend
	 */
	Plot plot(double above, double below) {
		double titleHeight = titleLines().size() * Lettering.TITLE.lineHeight();
		double yTitleHeight = this.titles.y().isEmpty() ? 0 : Lettering.TEXT.lineHeight() + GAP / 2.0;
		double top = MARGIN / 2.0 + titleHeight + yTitleHeight + GAP + above;
		return new Plot(top, below);
	}

	private List<String> titleLines() {
		return Lettering.TITLE.wrap(this.titles.chart(), WIDTH - 2.0 * MARGIN);
	}

	/**
	 * Where the data go.
	 */
	final class Plot {

		private final double top;

		private final double below;

		private Plot(double top, double below) {
			this.top = top;
			this.below = below;
		}

		double top() {
			return this.top;
		}

		double bottom() {
			return this.top + PLOT_HEIGHT;
		}

		/**
		 * How far down a value is.
		 */
		double y(double value) {
			return bottom() - Frame.this.yAxis.share(value) * PLOT_HEIGHT;
		}

		/**
		 * Puts the frame around data.
		 * @param behind shapes behind the grid
		 * @param data shapes upon it
		 */
		Drawing drawing(List<Shape> behind, List<Shape> data) {
			List<Shape> shapes = new ArrayList<>(behind);
			addTitles(shapes);
			addGrid(shapes);
			shapes.addAll(data);
			double x = MARGIN;
			shapes.addAll(Frame.this.legend.shapes(x, legendTop(), WIDTH - 2 * x));
			double height = legendTop() + Frame.this.legend.height(WIDTH - 2 * x) + MARGIN;
			return new Drawing(Frame.this.titles.chart(), WIDTH, (int) Math.ceil(height), List.copyOf(shapes));
		}

		private void addTitles(List<Shape> shapes) {
			double base = MARGIN / 2.0;
			for (String line : titleLines()) {
				base += Lettering.TITLE.lineHeight();
				shapes.add(new Shape.Label(line, MARGIN, base, Shape.Anchor.START, Lettering.TITLE, Ink.TEXT));
			}
			if (!Frame.this.titles.y().isEmpty()) {
				shapes
					.add(new Shape.Label(Frame.this.titles.y(), MARGIN, base + Lettering.TEXT.lineHeight() + GAP / 2.0,
							Shape.Anchor.START, Lettering.TEXT, Ink.QUIET_TEXT));
			}
			if (!Frame.this.titles.x().isEmpty()) {
				shapes.add(new Shape.Label(Frame.this.titles.x(), (left() + right()) / 2,
						bottom() + this.below + Lettering.TEXT.lineHeight(), Shape.Anchor.MIDDLE, Lettering.TEXT,
						Ink.QUIET_TEXT));
			}
		}

		private void addGrid(List<Shape> shapes) {
			Axis axis = Frame.this.yAxis;
			for (double tick : axis.ticks()) {
				double y = y(tick);
				shapes.add(Shape.Stroke.thin(left(), y, right(), y, (tick == 0) ? Ink.AXIS : Ink.GRID));
				shapes.add(new Shape.Label(axis.label(tick), left() - GAP, y + Lettering.SMALL.size() / 3.0,
						Shape.Anchor.END, Lettering.SMALL, Ink.QUIET_TEXT));
			}
		}

		private double legendTop() {
			double xTitleHeight = Frame.this.titles.x().isEmpty() ? 0 : Lettering.TEXT.lineHeight();
			return bottom() + this.below + xTitleHeight + GAP;
		}

	}

}
