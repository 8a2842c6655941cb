package io.nowornever.request;

import io.nowornever.common.wire.Rank;

/**
 * How much depends on a request, for those who answer under overload.
 */
public enum Criticality {

	/**
	 * Given up last.
	 */
	CRITICAL(Rank.CRITICAL),

	/**
	 * As every request that says nothing.
	 */
	NORMAL(Rank.NORMAL),

	/**
	 * Given up first.
	 */
	SHEDDABLE(Rank.SHEDDABLE);

	private final Rank rank;

	Criticality(Rank rank) {
		this.rank = rank;
	}

	/**
	 * The value of the header.
	 * @return the name in lower case
	 */
	public String text() {
		return this.rank.text();
	}

	Rank rank() {
		return this.rank;
	}

}
