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
	CRITICAL,

	/**
	 * As every request that says nothing.
	 */
	NORMAL,

	/**
	 * Given up first.
	 */
	SHEDDABLE;

	private static final byte[] CRITICAL_TEXT = CRITICAL.text.getBytes(StandardCharsets.US_ASCII);

	private static final byte[] SHEDDABLE_TEXT = SHEDDABLE.text.getBytes(StandardCharsets.US_ASCII);

	private final String text = name().toLowerCase(Locale.ROOT);

	/**
	 * The value of the header.
	 * @return the name in lower case
	 */
	public String text() {
		return this.text;
	}

	static Rank read(HeaderLines line) {
		if (line.isValue(CRITICAL_TEXT)) {
			return CRITICAL;
		}
		return line.isValue(SHEDDABLE_TEXT) ? SHEDDABLE : NORMAL;
	}

}
