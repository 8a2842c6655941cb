package io.nowornever.common.time;

/**
 * The monotonic clock: for elapsed time only, blind to changes of the wall clock.
 * Injected, so that tests set time by hand instead of sleeping.
 */
@FunctionalInterface
public interface NanoClock {

	/**
	 * The time. Counts from the clock's making, so readings are small, never negative and
	 * can be compared directly; readings of two clocks mean nothing to each other. Safe
	 * from any thread.
	 * @return nanoseconds since the clock was made
	 */
	long nanoTime();

	/**
	 * A clock that starts now.
	 * @return the JVM's monotonic clock
	 */
	static NanoClock startingNow() {
		long origin = System.nanoTime();
		return () -> System.nanoTime() - origin;
	}

}
