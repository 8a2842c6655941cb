package io.nowornever.testbed.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The marks of a chart: each a pole at its moment and a label beside it, over the plot,
 * in as many rows as it takes that none covers another.
 */
final class Flags {

	private static final Lettering LETTERING = Lettering.SMALL;

	private static final int ROW_HEIGHT = 17;

	private static final int FROM_POLE = 4;

	private static final int ABOVE_PLOT = 5;

	private final List<Flag> flags = new ArrayList<>();

	/**
	 * Places the flags, from the right to the left: a label to the right of its pole
	 * stays clear of the poles further to the left.
	 * @param x where on the x axis a mark is
	 */
	Flags(List<TimeChart.Mark> marks, ToDoubleFunction<TimeChart.Mark> x) {
		marks.stream()
			.sorted(Comparator.comparingDouble(x).reversed())
			.forEach((mark) -> place(mark.label(), x.applyAsDouble(mark)));
	}

	/**
	 * How much room all rows need.
	 */
	double height() {
		int rows = this.flags.stream().mapToInt((flag) -> flag.row() + 1).max().orElse(0);
		return rows * ROW_HEIGHT;
	}

	/**
	 * Draws poles from the rows down to the plot's bottom, and the labels before them.
	 */
	void draw(Svg svg, double top, double bottom) {
		for (Flag flag : this.flags) {
			svg.pole(flag.pole(), flag.base(top) - LETTERING.size() + 2, bottom, Svg.QUIET_TEXT);
		}
		for (Flag flag : this.flags) {
			double base = flag.base(top);
			svg.box(flag.start(), base - LETTERING.size(), flag.end() - flag.start(), ROW_HEIGHT - 2.0, Svg.PAPER);
			boolean left = flag.start() < flag.pole();
			svg.text(flag.label(), left ? Svg.Anchor.END : Svg.Anchor.START, left ? flag.end() : flag.start(), base,
					LETTERING, Svg.TEXT);
		}
	}

	private void place(String label, double pole) {
		double width = LETTERING.width(label);
		double start = pole + FROM_POLE;
		if (start + width > Frame.RIGHT) {
			start = pole - FROM_POLE - width;
		}
		int row = 0;
		while (isTaken(row, start, start + width)) {
			row++;
		}
		this.flags.add(new Flag(label, pole, start, start + width, row));
	}

	private boolean isTaken(int row, double start, double end) {
		return this.flags.stream()
			.anyMatch((flag) -> flag.row() == row && flag.start() < end + FROM_POLE && start < flag.end() + FROM_POLE);
	}

	/**
	 * A label from its left edge to its right, in row 0 if that is next to the plot.
	 */
	private record Flag(String label, double pole, double start, double end, int row) {

		private double base(double top) {
			return top - ABOVE_PLOT - (double) this.row * ROW_HEIGHT;
		}

	}

}
