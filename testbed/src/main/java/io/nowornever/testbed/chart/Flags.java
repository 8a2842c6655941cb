package io.nowornever.testbed.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Labels over the plot, each beside the pole of its moment, in as many rows as it takes
 * that none covers another.
 */
final class Flags {

	private static final Lettering LETTERING = Lettering.SMALL;

	private static final int ROW_HEIGHT = 17;

	private static final int FROM_POLE = 4;

	private static final int ABOVE_PLOT = 5;

	private final List<Flag> flags = new ArrayList<>();

	private final double limit;

	/**
	 * No flags yet.
	 * @param limit how far to the right a label may reach
	 */
	Flags(double limit) {
		this.limit = limit;
	}

	/**
	 * Places flags, from the right to the left: a label to the right of its pole stays
	 * clear of the poles further to the left.
	 */
	void place(List<Wish> wishes) {
		wishes.stream().sorted(Comparator.comparingDouble(Wish::pole).reversed()).forEach(this::place);
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
	List<Shape> shapes(Frame.Plot plot) {
		List<Shape> shapes = new ArrayList<>();
		for (Flag flag : this.flags) {
			if (flag.wish().hasPole()) {
				double x = flag.wish().pole();
				shapes.add(new Shape.Stroke(List.of(new Shape.Point(x, base(flag, plot) - LETTERING.size() + 2),
						new Shape.Point(x, plot.bottom())), 1, true, Ink.QUIET_TEXT));
			}
		}
		for (Flag flag : this.flags) {
			double base = base(flag, plot);
			shapes.add(new Shape.Box(flag.start(), base - LETTERING.size(), flag.end() - flag.start(), ROW_HEIGHT - 2.0,
					Ink.PAPER));
			shapes.add(new Shape.Label(flag.wish().label(), flag.isLeft() ? flag.end() : flag.start(), base,
					flag.isLeft() ? Shape.Anchor.END : Shape.Anchor.START, LETTERING,
					flag.wish().hasPole() ? Ink.TEXT : Ink.QUIET_TEXT));
		}
		return shapes;
	}

	private void place(Wish wish) {
		double width = LETTERING.width(wish.label());
		double start = wish.pole() + FROM_POLE;
		boolean left = start + width > this.limit;
		if (left) {
			start = wish.pole() - FROM_POLE - width;
		}
		int row = 0;
		while (isTaken(row, start, start + width)) {
			row++;
		}
		this.flags.add(new Flag(wish, start, start + width, left, row));
	}

	private boolean isTaken(int row, double start, double end) {
		return this.flags.stream()
			.anyMatch((flag) -> flag.row() == row && flag.start() < end + FROM_POLE && start < flag.end() + FROM_POLE);
	}

	private static double base(Flag flag, Frame.Plot plot) {
		return plot.top() - ABOVE_PLOT - (double) flag.row() * ROW_HEIGHT;
	}

	/**
	 * What is to be labelled.
	 *
	 * @param pole where on the x axis
	 * @param label its text
	 * @param hasPole whether a pole is drawn there
	 */
	record Wish(double pole, String label, boolean hasPole) {
	}

	/**
	 * A label with its place.
	 *
	 * @param wish what is labelled
	 * @param start the label's left edge
	 * @param end its right edge
	 * @param isLeft whether it is to the left of its pole
	 * @param row 0 for the row next to the plot
	 */
	private record Flag(Wish wish, double start, double end, boolean isLeft, int row) {
	}

}
