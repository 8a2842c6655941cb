package io.nowornever.consumer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.nowornever.common.time.NanoClock;

/**
 * The monotonic clock, which a test lets leap ahead where it would have to wait. So
 * budgets can be far longer than the slowest machine needs, and still pass at once. Safe
 * from any thread.
 */
public final class LeapingClock implements NanoClock {

	private final NanoClock clock = NanoClock.startingNow();

	private final AtomicLong leaptNanos = new AtomicLong();

	public void leap(Duration ahead) {
		this.leaptNanos.addAndGet(ahead.toNanos());
	}

	@Override
	public long nanoTime() {
		return this.clock.nanoTime() + this.leaptNanos.get();
	}

}
