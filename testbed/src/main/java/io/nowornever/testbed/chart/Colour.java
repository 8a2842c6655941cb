package io.nowornever.testbed.chart;

import java.util.List;

/**
 * A colour in the form {@code #rrggbb}, and that of text upon it.
 */
record Colour(String hex, String textUpon) {

	static final Colour BLACK = new Colour("#000000", Svg.PAPER);

	/**
	 * In the order in which series get them. Colour-blind readers can tell them apart,
	 * too: blue, orange, green, vermilion, purple, sky blue and black of Okabe and Ito,
	 * "Color Universal Design" (2008), without yellow, which is too faint on white; and a
	 * grey.
	 */
	static final List<Colour> OF_SERIES = List.of(new Colour("#0072b2", Svg.PAPER), new Colour("#e69f00", Svg.TEXT),
			new Colour("#009e73", Svg.PAPER), new Colour("#d55e00", Svg.PAPER), new Colour("#cc79a7", Svg.TEXT),
			new Colour("#56b4e9", Svg.TEXT), BLACK, new Colour("#999999", Svg.TEXT));

}
