package io.nowornever.request;

import java.util.Locale;

/**
 * How much depends on a request, for those who answer under overload.
 */
public enum Criticality {

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

	private final String text = name().toLowerCase(Locale.ROOT);

	/**
	 * The value of the header.
	 * @return the name in lower case
	 */
	public String text() {
		return this.text;
	}

}
