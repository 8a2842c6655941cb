package io.nowornever.benchmark;

/**
 * What can be measured.
 */
enum Section {

	/**
	 * Request and reply.
	 */
	REQUESTS,

	/**
	 * What a request costs with more consumers and with more in flight.
	 */
	COST,

	/**
	 * The stale backlog.
	 */
	STALE,

	/**
	 * Start-up and memory.
	 */
	STARTUP,

	/**
	 * One publisher, several subscribers.
	 */
	THROUGHPUT

}
