package io.nowornever.benchmark.requests;

/**
 * Something that asks.
 */
@FunctionalInterface
interface Requester {

	/**
	 * Starts one request.
	 * @param lane is told its end, from any thread
	 */
	void ask(Lane lane);

}
