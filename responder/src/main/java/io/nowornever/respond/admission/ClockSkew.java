package io.nowornever.respond.admission;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how long a request was on its way, although it was stamped by another machine's
 * clock.
 *
 * <p>
 * Of one stamp it believes all but the future. But when the smallest delay that is seen
 * stays the same over several seconds and is far too large for a network, that is no
 * delay but the distance between the clocks. Where our clock is ahead it is subtracted;
 * where ours seems behind it is only shown, since it may be one requester's clock that is
 * ahead, and what is added for its sake would make the requests of all others older than
 * they are. A true queue of old messages looks different: their stamps lie apart while
 * they arrive together, so the smallest delay keeps changing. The idea is the base delay
 * of LEDBAT (RFC 6817), which uses one-way delays between unsynchronised clocks in the
 * same way.
 *
 * <p>
 * Called by one thread; the figures may be read from any.
 */
final class ClockSkew {

	private static final Logger log = LoggerFactory.getLogger(ClockSkew.class);

	/**
	 * Less than this is left alone: budgets are seconds.
	 */
	static final long TOLERATED_MILLIS = 500;

	static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

	static final int WINDOWS = 3;

	private static final long SAME_MILLIS = 250;

	private final LongAdder skewed = new LongAdder();

	private final long[] baseOfWindow = new long[WINDOWS];

	private int windows;

	private boolean windowBegun;

	private long windowEndNanos;

	private long base;

	private volatile long offsetMillis;

	/**
	 * How long a request was on its way.
	 * @param delayMillis our wall clock at its arrival less its stamp
	 * @param nowNanos the monotonic clock at its arrival
	 * @return milliseconds, never negative
	 */
	long transitMillis(long delayMillis, long nowNanos) {
		observe(delayMillis, nowNanos);
		if (delayMillis < -TOLERATED_MILLIS || this.offsetMillis != 0) {
			this.skewed.increment();
		}
		return Math.max(delayMillis - Math.max(this.offsetMillis, 0), 0);
	}

	/**
	 * By how much our clock is found to be ahead of the requesters'.
	 * @return milliseconds, negative when it is behind, 0 when they agree
	 */
	long offsetMillis() {
		return this.offsetMillis;
	}

	/**
	 * How many requests showed that clocks disagree.
	 * @return the count since the start
	 */
	long skewed() {
		return this.skewed.sum();
	}

	private void observe(long delayMillis, long nowNanos) {
		if (this.offsetMillis > 0 && delayMillis < this.offsetMillis - SAME_MILLIS) {
			// Nothing arrives before it was sent: the distance was not what it seemed.
			correctBy(0);
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
		if (this.windows >= WINDOWS) {
			correctBy(systematicOffset());
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

	private void correctBy(long newOffsetMillis) {
		if (Math.abs(newOffsetMillis - this.offsetMillis) > SAME_MILLIS) {
			log.warn("This clock and the requesters' are {} ms apart (ahead is positive, and corrected for)",
					newOffsetMillis);
		}
		this.offsetMillis = newOffsetMillis;
	}

	private static long nearerToZero(long one, long other) {
		return (Math.abs(one) <= Math.abs(other)) ? one : other;
	}

}
