package io.nowornever.respond.admission;

import java.util.concurrent.TimeUnit;

/**
 * The distance between this clock and another machine's, found by the stamps of what
 * comes from there.
 *
 * <p>
 * Of one stamp it believes all but the future. But when the smallest delay that is seen
 * stays the same over several seconds and is far too large for a network, that is no
 * delay but the distance between the clocks. A true queue of old messages looks
 * different: their stamps lie apart while they arrive together, so the smallest delay
 * keeps changing. The idea is the base delay of LEDBAT (RFC 6817), which uses one-way
 * delays between unsynchronised clocks in the same way.
 *
 * <p>
 * Called by one thread; the distance may be read from any.
 */
final class ClockSkew {

	/**
	 * Less than this is left alone: budgets are seconds.
	 */
	static final long TOLERATED_MILLIS = 500;

	static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

	static final int WINDOWS = 3;

	/**
	 * Distances that differ by less are one.
	 */
	static final long SAME_MILLIS = 250;

	private final long[] baseOfWindow = new long[WINDOWS];

	private int windows;

	private boolean windowBegun;

	private long windowEndNanos;

	private long base;

	private volatile long offsetMillis;

	/**
	 * By how much our clock is found to be ahead of the other.
	 * @return milliseconds, negative when it is behind, 0 when they agree
	 */
	long offsetMillis() {
		return this.offsetMillis;
	}

	/**
	 * Whether enough has been seen to tell.
	 * @return false at first, and again after a distance proved wrong
	 */
	boolean isKnown() {
		return this.windows >= WINDOWS;
	}

	/**
	 * Takes a stamp into account.
	 * @param delayMillis our wall clock at a request's arrival less its stamp
	 * @param nowNanos the monotonic clock at its arrival
	 */
	void observe(long delayMillis, long nowNanos) {
		if (this.offsetMillis > 0 && delayMillis < this.offsetMillis - SAME_MILLIS) {
			// Nothing arrives before it was sent: the distance was not what it seemed.
			this.offsetMillis = 0;
			this.windows = 0;
			this.windowBegun = false;
		}
		if (!this.windowBegun) {
			begin(delayMillis, nowNanos);
		}
		else if (nowNanos < this.windowEndNanos) {
			this.base = nearerToZero(this.base, delayMillis);
		}
		else {
			close();
			begin(delayMillis, nowNanos);
		}
	}

	private void begin(long delayMillis, long nowNanos) {
		this.windowBegun = true;
		this.windowEndNanos = nowNanos + WINDOW_NANOS;
		this.base = delayMillis;
	}

	private void close() {
		this.baseOfWindow[this.windows % WINDOWS] = this.base;
		this.windows++;
		if (isKnown()) {
			this.offsetMillis = systematicOffset();
		}
	}

	private long systematicOffset() {
		long smallest = Long.MAX_VALUE;
		long largest = Long.MIN_VALUE;
		for (long windowBase : this.baseOfWindow) {
			smallest = Math.min(smallest, windowBase);
			largest = Math.max(largest, windowBase);
		}
		long nearest = nearerToZero(smallest, largest);
		boolean same = largest - smallest <= SAME_MILLIS;
		return (same && Math.abs(nearest) > TOLERATED_MILLIS) ? nearest : 0;
	}

	private static long nearerToZero(long one, long other) {
		return (Math.abs(one) <= Math.abs(other)) ? one : other;
	}

}
