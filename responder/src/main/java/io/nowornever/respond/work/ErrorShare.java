package io.nowornever.respond.work;

import java.util.concurrent.TimeUnit;

/**
 * Which share of the last tasks failed: a moving mean that fades while nothing is done,
 * so that a responder whom everybody avoids is tried again. Safe from any thread.
 */
public final class ErrorShare {

	private static final double WEIGHT = 1 / 8.0;

	private static final double FADING_NANOS = TimeUnit.SECONDS.toNanos(10);

	private double share;

	private long changedNanos;

	/**
	 * Begins without any.
	 * @param now the time on the monotonic clock
	 */
	public ErrorShare(long now) {
		this.changedNanos = now;
	}

	/**
	 * A task came to its end.
	 * @param failed whether it failed
	 * @param now the time on the monotonic clock
	 */
	synchronized void ended(boolean failed, long now) {
		this.share = at(now);
		this.share += ((failed ? 1 : 0) - this.share) * WEIGHT;
		this.changedNanos = now;
	}

	/**
	 * The share.
	 * @param now the time on the monotonic clock
	 * @return 0 to 1
	 */
	public synchronized double at(long now) {
		return (this.share == 0) ? 0 : this.share * Math.exp((this.changedNanos - now) / FADING_NANOS);
	}

}
