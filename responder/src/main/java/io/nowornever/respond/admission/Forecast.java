package io.nowornever.respond.admission;

/**
 * Foresees whether a request would be done in time.
 */
@FunctionalInterface
public interface Forecast {

	/**
	 * Foresees nothing: every request would be done in time.
	 */
	Forecast NONE = (arrival, now) -> true;

	/**
	 * Whether a request would be done within what is left of its budget, its waiting
	 * included. Rather no than yes.
	 * @param arrival the request that might be accepted now
	 * @param now the monotonic clock
	 * @return false if it should be answered busy
	 */
	boolean isInTime(Arrival arrival, long now);

}
