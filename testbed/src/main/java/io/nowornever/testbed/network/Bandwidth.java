package io.nowornever.testbed.network;

/**
 * Lets bytes out no faster than a rate allows, a slice at a time, so that no connection
 * waits long for another and a change of the rate is felt at once. For any threads.
 */
final class Bandwidth {

	private static final long SLICE_NANOS = 20_000_000;

	private static final double NANOS_PER_SECOND = 1e9;

	private long rate = LinkConditions.UNLIMITED;

	/**
	 * When what was let out is through, on the monotonic clock.
	 */
	private long freeNanos;

	/**
	 * Asks to let bytes out now.
	 * @param wanted how many
	 * @param bytesPerSecond the rate now, or {@link LinkConditions#UNLIMITED}
	 * @param nowNanos the monotonic clock
	 * @return how many may leave at once; 0 if none, see {@link #waitNanos}
	 */
	synchronized int grant(int wanted, long bytesPerSecond, long nowNanos) {
		if (bytesPerSecond != this.rate) {
			this.rate = bytesPerSecond;
			this.freeNanos = nowNanos;
		}
		if (this.rate == LinkConditions.UNLIMITED) {
			return wanted;
		}
		if (waitNanos(nowNanos) > 0) {
			return 0;
		}
		int granted = Math.clamp(Math.round(this.rate * (SLICE_NANOS / NANOS_PER_SECOND)), 1, wanted);
		long lagNanos = Math.min(nowNanos - this.freeNanos, SLICE_NANOS);
		this.freeNanos = nowNanos - lagNanos + Math.round(granted * NANOS_PER_SECOND / this.rate);
		return granted;
	}

	/**
	 * How long it takes until the next bytes may leave.
	 * @param nowNanos the monotonic clock
	 */
	synchronized long waitNanos(long nowNanos) {
		return Math.max(0, this.freeNanos - nowNanos);
	}

}
