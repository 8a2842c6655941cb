package io.nowornever.consumer.admission;

/**
 * Foresees when a request would be done that is accepted now.
 */
@FunctionalInterface
public interface Forecast {

	/**
	 * Foresees nothing: every request would be done at once.
	 */
	Forecast NONE = (now) -> 0;

	/**
	 * How long it would take until a request is done that is accepted now, its waiting
	 * included. Rather too long than too short.
	 * @param now the monotonic clock
	 * @return nanoseconds from now
	 */
	long doneInNanos(long now);

}
