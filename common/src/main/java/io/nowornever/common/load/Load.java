package io.nowornever.common.load;

/**
 * What a responder tells of its load. Durations only, no times: nobody's clock is
 * compared with another's.
 *
 * @param instance who tells, as its replies name it
 * @param group the queue group that it is in
 * @param sequence rises with each load that this instance tells, also over a restart
 * @param waitNanos how long a request that comes now waits for its turn
 * @param limitNanos how long it may wait, or it is refused
 * @param free how many workers have nothing to do
 * @param workers how many there are
 * @param meanNanos how long a task takes in the mean
 * @param mostNanos how long nearly every task takes at the most
 * @param errors which share of the last tasks failed, 0 to 1
 * @param trial whether one request should be tried, whatever is told of the tasks: that
 * is a guess, or has to be corrected
 * @param leaving whether it is about to go and wants no more
 */
public record Load(String instance, String group, long sequence, long waitNanos, long limitNanos, int free, int workers,
		long meanNanos, long mostNanos, double errors, boolean trial, boolean leaving) {

	/**
	 * Whether a request may come.
	 * @return false if it would be refused
	 */
	public boolean hasRoom() {
		return this.waitNanos <= this.limitNanos;
	}

	/**
	 * What is left of the wait after a while, if nothing else happened.
	 * @param elapsedNanos how long ago it was told
	 * @return nanoseconds, never negative
	 */
	public long waitNanosAfter(long elapsedNanos) {
		return (this.free > 0) ? 0 : Math.max(this.waitNanos - elapsedNanos, 0);
	}

	/**
	 * How long it takes until one of several requests that wait has its turn, on top of
	 * those before it.
	 * @return nanoseconds
	 */
	public long turnNanos() {
		return this.meanNanos / this.workers;
	}

}
