package io.nowornever.common.logging;

import java.util.concurrent.TimeUnit;

/**
 * Tells when to say that something is wrong which goes on for long: at once, and then
 * twice a minute. For one thread.
 */
public final class Reminder {

	private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(30);

	private boolean said;

	private long saidNanos;

	/**
	 * Starts with nothing said.
	 */
	public Reminder() {
	}

	/**
	 * Whether it is time to say it; if so, it counts as said.
	 * @param now the monotonic clock
	 * @return true at first, and whenever the last time is half a minute ago
	 */
	public boolean isDue(long now) {
		boolean due = !this.said || now - this.saidNanos > EVERY_NANOS;
		if (due) {
			this.said = true;
			this.saidNanos = now;
		}
		return due;
	}

}
