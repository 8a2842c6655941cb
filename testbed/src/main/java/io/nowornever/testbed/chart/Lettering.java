package io.nowornever.testbed.chart;

/**
 * How text is written. Its width is estimated from above, by the advances of a wide
 * sans-serif font (DejaVu Sans), since the reader's font is not known.
 */
enum Lettering {

	TITLE(17, true), TEXT(13, false), SMALL(12, false);

	private static final double BOLD_FACTOR = 1.1;

	private final int size;

	private final boolean bold;

	Lettering(int size, boolean bold) {
		this.size = size;
		this.bold = bold;
	}

	/**
	 * The font's size in pixels.
	 */
	int size() {
		return this.size;
	}

	boolean isBold() {
		return this.bold;
	}

	/**
	 * The distance of one line's base to the next's.
	 */
	int lineHeight() {
		return this.size + 5;
	}

	/**
	 * How wide a text is at most, in pixels.
	 */
	double width(String text) {
		double ems = text.codePoints().mapToDouble(Lettering::ems).sum();
		return ems * this.size * (this.bold ? BOLD_FACTOR : 1);
	}

	private static double ems(int codePoint) {
		if (codePoint >= 0x2E80) {
			return 1;
		}
		if (" .,:;'|!ijlIft()[]/".indexOf(codePoint) >= 0) {
			return 0.4;
		}
		if ("mwMW%@".indexOf(codePoint) >= 0) {
			return 0.98;
		}
		return Character.isUpperCase(codePoint) ? 0.72 : 0.635;
	}

}
