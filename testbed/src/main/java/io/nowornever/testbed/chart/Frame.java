package io.nowornever.testbed.chart;

import java.util.List;

/**
 * What all charts share: the titles, the y axis with its grid, and the legend, around the
 * plot, which is where the data go.
 *
 * @param yAxis the values from the plot's bottom to its top
 * @param top the plot's upper edge
 * @param xTitleBase the base line of the x axis' title
 */
record Frame(Axis yAxis, double top, double xTitleBase) {

	static final int MARGIN = 24;

	/** The right edge of the plot. */
	static final int RIGHT = Svg.WIDTH - MARGIN;

	private static final int PLOT_HEIGHT = 300;

	private static final int GAP = 8;

	/**
	 * Draws all but the legend.
	 * @param above how much room is needed between the titles and the plot
	 * @param below how much is needed between the plot and the x axis' title
	 */
	static Frame draw(Svg svg, String title, String xTitle, String yTitle, Axis yAxis, double above, double below) {
		double base = MARGIN / 2.0 + Lettering.TITLE.lineHeight();
		svg.text(title, Svg.Anchor.START, MARGIN, base, Lettering.TITLE, Svg.TEXT);
		base += Lettering.TEXT.lineHeight() + GAP / 2.0;
		svg.text(yTitle, Svg.Anchor.START, MARGIN, base, Lettering.TEXT, Svg.QUIET_TEXT);
		double top = base + GAP + above;
		Frame frame = new Frame(yAxis, top, top + PLOT_HEIGHT + below + Lettering.TEXT.lineHeight());
		svg.text(xTitle, Svg.Anchor.MIDDLE, (frame.left() + RIGHT) / 2, frame.xTitleBase(), Lettering.TEXT,
				Svg.QUIET_TEXT);
		frame.drawGrid(svg);
		return frame;
	}

	/**
	 * The left edge of a plot beside the labels of an axis.
	 */
	static double left(Axis yAxis) {
		double widest = yAxis.ticks().stream().map(yAxis::label).mapToDouble(Lettering.SMALL::width).max().orElse(0);
		return Math.ceil(MARGIN + widest + GAP);
	}

	double left() {
		return left(this.yAxis);
	}

	double bottom() {
		return this.top + PLOT_HEIGHT;
	}

	/**
	 * How far down a value is.
	 */
	double y(double value) {
		return bottom() - this.yAxis.share(value) * PLOT_HEIGHT;
	}

	/**
	 * Draws the legend, and so ends the drawing.
	 * @return the document
	 */
	String end(Svg svg, String title, List<Legend.Entry> legend) {
		double bottom = Legend.draw(svg, this.xTitleBase + GAP, legend);
		return svg.document(title, (int) Math.ceil(bottom + MARGIN));
	}

	private void drawGrid(Svg svg) {
		for (double tick : this.yAxis.ticks()) {
			double y = y(tick);
			svg.line(left(), y, RIGHT, y, 1, (tick == 0) ? Svg.AXIS : Svg.GRID);
			svg.text(this.yAxis.label(tick), Svg.Anchor.END, left() - GAP, y + Lettering.SMALL.size() / 3.0,
					Lettering.SMALL, Svg.QUIET_TEXT);
		}
	}

}
