package io.nowornever.respond.outcome;

import java.util.Locale;

/**
 * What becomes of a request that came to this consumer. Each ends in exactly one of
 * these.
 */
public enum TaskOutcome {

	/**
	 * Replied with a result within the budget.
	 */
	ANSWERED,

	/**
	 * Worked on, but the result came after the budget: wasted.
	 */
	LATE,

	/**
	 * Skipped, since nobody waits for it any more.
	 */
	STALE,

	/**
	 * Answered busy at once, since it could not have been done in time.
	 */
	REFUSED,

	/**
	 * Broke the contract; answered 400 where there was an address to answer to.
	 */
	MALFORMED,

	/**
	 * The handler failed; answered 500. Or its answer could not be given, which is a bug.
	 */
	FAILED,

	/**
	 * Discarded by the client library, whose pending limit was reached.
	 */
	DROPPED;

	private final String tag = name().toLowerCase(Locale.ROOT);

	/**
	 * The value of the metrics' {@code outcome} tag.
	 * @return the name in lower case
	 */
	public String tag() {
		return this.tag;
	}

}
