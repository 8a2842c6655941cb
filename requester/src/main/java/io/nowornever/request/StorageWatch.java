package io.nowornever.request;

import java.util.concurrent.TimeUnit;

/**
 * Tells a stream that is gone from one that is away for a moment: one is gone once nobody
 * has answered in its place for a second. Safe from any thread.
 */
final class StorageWatch {

	static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final long NEVER = Long.MIN_VALUE;

	private long missingSinceNanos = NEVER;

	private long missingUntilNanos = NEVER;

	/**
	 * The stream has answered.
	 */
	synchronized void answered() {
		this.missingSinceNanos = NEVER;
	}

	/**
	 * The stream was missing.
	 * @param now the time on the monotonic clock
	 * @return true if it has been missing for so long that it is gone
	 */
	synchronized boolean isGone(long now) {
		if (this.missingSinceNanos == NEVER || now - this.missingUntilNanos > PATIENCE_NANOS) {
			this.missingSinceNanos = now;
		}
		this.missingUntilNanos = now;
		return now - this.missingSinceNanos >= PATIENCE_NANOS;
	}

}
