package io.nowornever.respond.intake;

/**
 * What a consumer does with more requests than it can work on.
 */
public enum Overload {

	/**
	 * Takes everything and lets it wait here.
	 */
	NONE,

	/**
	 * Leaves requests with the client library, which drops what it cannot hold: the
	 * original's experiment.
	 */
	PENDING_LIMIT,

	/**
	 * Answers busy what could not be done in time, and leaves the queue group while it
	 * holds enough work.
	 */
	GATE

}
