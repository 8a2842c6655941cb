package io.nowornever.request;

/**
 * Why an attempt was not begun by anybody, so that another one is safe.
 */
enum Decline {

	/**
	 * NATS said that nobody listens.
	 */
	NO_RESPONDERS("no_responders", RequestOutcome.NO_RESPONDERS),

	/**
	 * A consumer said that it could not do it in time.
	 */
	BUSY("busy", RequestOutcome.REFUSED);

	private final String tag;

	private final RequestOutcome outcome;

	Decline(String tag, RequestOutcome outcome) {
		this.tag = tag;
		this.outcome = outcome;
	}

	String tag() {
		return this.tag;
	}

	/**
	 * How a request ends that can be sent no more.
	 * @return the outcome
	 */
	RequestOutcome outcome() {
		return this.outcome;
	}

}
