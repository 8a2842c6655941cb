package io.nowornever.request;

import java.util.random.RandomGenerator;

/**
 * When a declined request is sent again: exponential back-off with full jitter, as in
 * Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015. Safe from
 * any thread if the random generator is.
 */
final class RetryPolicy {

	private final RandomGenerator random;

	private final int maxAttempts;

	private final long minDelayNanos;

	private final long maxDelayNanos;

	RetryPolicy(RetrySettings settings, RandomGenerator random) {
		this.random = random;
		this.maxAttempts = settings.enabled() ? settings.maxAttempts() : 1;
		this.minDelayNanos = settings.minDelay().toNanos();
		this.maxDelayNanos = settings.maxDelay().toNanos();
	}

	/**
	 * When a declined request is sent again, if it is.
	 * @param attempt the attempt that was declined
	 * @param now the time on the monotonic clock
	 * @param admitsAtNanos when requests are let through again at the earliest
	 * @param deadlineNanos when the request's budget ends
	 * @return the time, or {@link DeadlineTimer#NEVER} if it ends instead: it was sent
	 * often enough, or nothing would be left of its budget
	 */
	long retryAtNanos(int attempt, long now, long admitsAtNanos, long deadlineNanos) {
		if (!allows(attempt)) {
			return DeadlineTimer.NEVER;
		}
		long retryAt = Math.max(now + delayNanos(attempt), admitsAtNanos);
		return (retryAt < deadlineNanos) ? retryAt : DeadlineTimer.NEVER;
	}

	/**
	 * Whether a declined request may be sent again.
	 * @param attempt the attempt that was declined
	 */
	boolean allows(int attempt) {
		return attempt < this.maxAttempts;
	}

	/**
	 * How long to rest after a refusal.
	 * @param attempt the attempt that was refused, from 1
	 * @return nanoseconds
	 */
	long delayNanos(int attempt) {
		int doublings = Math.min(attempt, Long.numberOfLeadingZeros(this.minDelayNanos) - 1);
		long ceiling = Math.min(this.minDelayNanos << doublings, this.maxDelayNanos);
		return this.minDelayNanos + this.random.nextLong(Math.max(ceiling - this.minDelayNanos, 0) + 1);
	}

}
