package io.nowornever.testbed.chart;

import java.util.List;

/**
 * What drawings consist of. Colours are in the form {@code #rrggbb}.
 */
sealed interface Shape {

	/**
	 * A filled rectangle.
	 *
	 * @param x its left edge
	 * @param y its upper edge
	 * @param width its width
	 * @param height its height
	 * @param colour what it is filled with
	 */
	record Box(double x, double y, double width, double height, String colour) implements Shape {
	}

	/**
	 * A line through points.
	 *
	 * @param points at least two
	 * @param width how thick it is
	 * @param dashed whether it is broken into dashes
	 * @param colour its colour
	 */
	record Stroke(List<Point> points, double width, boolean dashed, String colour) implements Shape {

		/** How long a dash is, and the gap after it. */
		static final int DASH = 4;

		static Stroke thin(double x1, double y1, double x2, double y2, String colour) {
			return new Stroke(List.of(new Point(x1, y1), new Point(x2, y2)), 1, false, colour);
		}

	}

	/**
	 * A line of text.
	 *
	 * @param text the text
	 * @param x where its anchor is
	 * @param y its base line
	 * @param anchor which part of the text is at {@code x}
	 * @param lettering how it is written
	 * @param colour its colour
	 */
	record Label(String text, double x, double y, Anchor anchor, Lettering lettering, String colour) implements Shape {
	}

	/**
	 * A place.
	 *
	 * @param x pixels to the right
	 * @param y pixels down
	 */
	record Point(double x, double y) {
	}

	/**
	 * A part of a text.
	 */
	enum Anchor {

		START, MIDDLE, END

	}

}
