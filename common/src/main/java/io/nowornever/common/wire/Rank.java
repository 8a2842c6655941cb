package io.nowornever.common.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * How much depends on a request, as the header {@code Criticality} says. What is not
 * known there counts as normal, so that a requester may be newer than its responder.
 */
public enum Rank {

	/**
	 * Given up last.
	 */
	CRITICAL(Double.POSITIVE_INFINITY),

	/**
	 * As every request that says nothing.
	 */
	NORMAL(1),

	/**
	 * Given up first.
	 */
	SHEDDABLE(0.25);

	private static final byte[] CRITICAL_TEXT = CRITICAL.text.getBytes(StandardCharsets.US_ASCII);

	private static final byte[] SHEDDABLE_TEXT = SHEDDABLE.text.getBytes(StandardCharsets.US_ASCII);

	private final String text = name().toLowerCase(Locale.ROOT);

	private final double shareOfWait;

	Rank(double shareOfWait) {
		this.shareOfWait = shareOfWait;
	}

	/**
	 * The value of the header.
	 * @return the name in lower case
	 */
	public String text() {
		return this.text;
	}

	/**
	 * How long a request may wait, where a line is kept short so that others wait less.
	 * @return as a share of what a normal one may; infinite where only its budget counts
	 */
	public double shareOfWait() {
		return this.shareOfWait;
	}

	static Rank read(HeaderLines line) {
		if (line.isValue(CRITICAL_TEXT)) {
			return CRITICAL;
		}
		return line.isValue(SHEDDABLE_TEXT) ? SHEDDABLE : NORMAL;
	}

}
