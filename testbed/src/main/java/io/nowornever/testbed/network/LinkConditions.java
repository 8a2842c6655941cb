package io.nowornever.testbed.network;

import java.time.Duration;

/**
 * What a link is like. Each way has the delay and the bandwidth for itself; connections
 * that use the link share the bandwidth.
 *
 * @param delay how long bytes are on their way, at most 1 minute
 * @param jitter how much longer or shorter that may be, by chance, at most the delay;
 * bytes never overtake others of their connection
 * @param bytesPerSecond the bandwidth, or {@link #UNLIMITED}
 * @param cut which ways are cut
 */
public record LinkConditions(Duration delay, Duration jitter, long bytesPerSecond, Cut cut) {

	private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

	/**
	 * No limit of the bandwidth.
	 */
	public static final long UNLIMITED = 0;

	/**
	 * A link on which nothing is wrong.
	 */
	public static final LinkConditions GOOD = new LinkConditions(Duration.ZERO, Duration.ZERO, UNLIMITED, Cut.NONE);

	/**
	 * Checks them.
	 * @throws IllegalArgumentException if one of them is not allowed
	 */
	public LinkConditions {
		if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
			throw new IllegalArgumentException("The delay is " + delay.toMillis() + " ms: it must be from 0 to "
					+ LONGEST_DELAY.toMillis() + " ms");
		}
		if (jitter.isNegative() || jitter.compareTo(delay) > 0) {
			throw new IllegalArgumentException("The jitter is " + jitter.toMillis()
					+ " ms: it must be from 0 to the delay, which is " + delay.toMillis() + " ms");
		}
		if (bytesPerSecond < 0) {
			throw new IllegalArgumentException("The bandwidth is " + bytesPerSecond
					+ " bytes a second: it must be positive, or " + UNLIMITED + " for no limit");
		}
	}

	/**
	 * These with another delay.
	 * @param another how long bytes are on their way
	 * @param anotherJitter how much longer or shorter that may be
	 * @return the conditions
	 */
	public LinkConditions withDelay(Duration another, Duration anotherJitter) {
		return new LinkConditions(another, anotherJitter, this.bytesPerSecond, this.cut);
	}

	/**
	 * These with another bandwidth.
	 * @param another bytes a second, or {@link #UNLIMITED}
	 * @return the conditions
	 */
	public LinkConditions withBytesPerSecond(long another) {
		return new LinkConditions(this.delay, this.jitter, another, this.cut);
	}

	/**
	 * These with other ways cut.
	 * @param another which ways are cut
	 * @return the conditions
	 */
	public LinkConditions withCut(Cut another) {
		return new LinkConditions(this.delay, this.jitter, this.bytesPerSecond, another);
	}

	/**
	 * When something comes to the other end, if nothing else keeps it.
	 * @param sentNanos when it was sent, on the monotonic clock
	 * @param chance what chance makes of the jitter, -1 to 1
	 */
	long dueNanos(long sentNanos, double chance) {
		return sentNanos + this.delay.toNanos() + Math.round(this.jitter.toNanos() * chance);
	}

}
