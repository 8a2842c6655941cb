package io.nowornever.request;

import java.util.Locale;

/**
 * How a request ends. Every request that is started ends in exactly one of these.
 */
public enum RequestOutcome {

	/**
	 * A reply with a result arrived within the budget.
	 */
	ANSWERED,

	/**
	 * The budget passed in silence.
	 */
	TIMED_OUT,

	/**
	 * NATS said that nobody listens, and the budget or the retries are spent.
	 */
	NO_RESPONDERS,

	/**
	 * Consumers said busy until the budget or the retries were spent.
	 */
	REFUSED,

	/**
	 * A consumer answered with an error.
	 */
	FAILED,

	/**
	 * There was no link to the broker, or it broke while the request waited.
	 */
	DISCONNECTED,

	/**
	 * Not sent: too many are in flight, or the producer is pausing.
	 */
	REJECTED;

	private final String tag = name().toLowerCase(Locale.ROOT);

	/**
	 * The value of the metrics' {@code outcome} tag.
	 * @return the name in lower case
	 */
	public String tag() {
		return this.tag;
	}

}
