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
