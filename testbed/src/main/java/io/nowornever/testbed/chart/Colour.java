package io.nowornever.testbed.chart;

/**
 * Colours that colour-blind readers can tell apart, too: those of Okabe and Ito, "Color
 * Universal Design" (2008), but for yellow, which is too faint on white. In the order in
 * which series get them.
 */
public enum Colour {

	/** Blue. */
	BLUE("#0072b2", true),

	/** Orange. */
	ORANGE("#e69f00", false),

	/** Bluish green. */
	GREEN("#009e73", true),

	/** Vermilion, a red. */
	VERMILION("#d55e00", true),

	/** Reddish purple. */
	PURPLE("#cc79a7", false),

	/** Sky blue. */
	SKY("#56b4e9", false),

	/** Black. */
	BLACK("#000000", true);

	private final String hex;

	private final boolean dark;

	Colour(String hex, boolean dark) {
		this.hex = hex;
		this.dark = dark;
	}

	String hex() {
		return this.hex;
	}

	/**
	 * The colour of text upon this one.
	 */
	String textUpon() {
		return this.dark ? Ink.PAPER : Ink.TEXT;
	}

	/**
	 * The colour of a series that has none of its own.
	 * @param number 0 for the first series
	 */
	static Colour ofSeries(int number) {
		if (number >= values().length) {
			throw new IllegalArgumentException(
					"A chart can have at most " + values().length + " series: there are no more colours to tell apart");
		}
		return values()[number];
	}

}
