package io.nowornever.request;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;

import io.nowornever.common.time.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * One thread that wakes when something is due, so that a deadline is met to the
 * millisecond without a timer per request. It sleeps until the earliest time that its
 * round reported, or that somebody {@linkplain #wakeBy asked for} since.
 */
final class DeadlineTimer {

	/**
	 * Nothing is due.
	 */
	static final long NEVER = Long.MAX_VALUE;

	private static final long SHORTEST_SLEEP_NANOS = 1_000_000;

	private final NanoClock clock;

	private final LongUnaryOperator round;

	private volatile long wakeAt = NEVER;

	private volatile @Nullable Thread thread;

	/**
	 * Creates a timer that is not started.
	 * @param clock the monotonic clock
	 * @param round does what is due at the time it is given, and returns when the next
	 * thing is due, or {@link #NEVER}
	 */
	DeadlineTimer(NanoClock clock, LongUnaryOperator round) {
		this.clock = clock;
		this.round = round;
	}

	void start() {
		Thread starting = Thread.ofPlatform().name("request-deadlines").daemon().unstarted(this::run);
		this.thread = starting;
		starting.start();
	}

	void stop() {
		Thread stopping = this.thread;
		this.thread = null;
		LockSupport.unpark(stopping);
	}

	/**
	 * Makes sure that a round begins at a time or before. Cheap when one does anyway.
	 * @param dueNanos the time on the monotonic clock
	 */
	void wakeBy(long dueNanos) {
		if (dueNanos < this.wakeAt) {
			LockSupport.unpark(this.thread);
		}
	}

	private void run() {
		while (this.thread != null) {
			// Whoever adds something from here on sees NEVER and wakes us again.
			this.wakeAt = NEVER;
			long next = this.round.applyAsLong(this.clock.nanoTime());
			this.wakeAt = next;
			// A listener may have left us interrupted; nobody who is could sleep.
			Thread.interrupted();
			if (next == NEVER) {
				LockSupport.park(this);
			}
			else {
				LockSupport.parkNanos(this, Math.max(next - this.clock.nanoTime(), SHORTEST_SLEEP_NANOS));
			}
		}
	}

}
