package io.nowornever.request.balance;

import java.util.concurrent.TimeUnit;

/**
 * How long the way to a responder and back takes: what is left of the time to an answer
 * without what was waited and worked there. Of the last few answers the quickest counts,
 * since all that is in the way makes one slower and nothing quicker (the base delay of
 * LEDBAT, RFC 6817). With fewer nobody is far: a first answer may be slow for reasons of
 * this process. Who has not been asked for a while is asked once more. Guarded by the
 * balancer.
 */
final class Distance {

	static final int ANSWERS = 8;

	/** Replies tell milliseconds, and a busy machine takes some: all are near so far. */
	static final long NEAR_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	static final long KNOWN_NANOS = TimeUnit.SECONDS.toNanos(30);

	private final long[] last = new long[ANSWERS];

	private long seen;

	private long seenNanos;

	private long least;

	/**
	 * An answer came.
	 * @param wayNanos how long it took, less what was waited and worked there
	 */
	void seen(long wayNanos, long now) {
		this.last[(int) (this.seen % ANSWERS)] = wayNanos;
		this.seen++;
		this.seenNanos = now;
		if (this.seen >= ANSWERS) {
			this.least = this.last[0];
			for (long way : this.last) {
				this.least = Math.min(this.least, way);
			}
		}
	}

	/**
	 * The way there and back.
	 * @return nanoseconds; 0 for who is near, and as long as nothing is known
	 */
	long nanos(long now) {
		return (this.least > NEAR_NANOS && now - this.seenNanos <= KNOWN_NANOS) ? this.least : 0;
	}

}
