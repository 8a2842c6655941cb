package io.nowornever.request;

import java.util.concurrent.TimeUnit;

/**
 * How many attempts beyond the first all requests together may make while consumers are
 * busy: in each second a few, and a share of the requests of the second before. A short
 * shortage is bridged by retries; a lasting one makes requests end early instead of
 * multiplying them. The idea is the retry budget of Twitter's Finagle.
 *
 * <p>
 * Safe from any thread; asked only while consumers are busy.
 */
final class RetryBudget {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final double perSecond;

	private final double perRequest;

	private long beginNanos;

	private long requestsBefore;

	private double requestsInSecondBefore;

	private long taken;

	/**
	 * Creates a budget.
	 * @param settings what is allowed
	 * @param now the time on the monotonic clock
	 */
	RetryBudget(RetrySettings settings, long now) {
		this.perSecond = settings.perSecond();
		this.perRequest = settings.perRequest();
		this.beginNanos = now;
	}

	/**
	 * Takes one retry from the budget.
	 * @param now the time on the monotonic clock
	 * @param requests how many requests there have been since the start
	 * @return false if the budget is spent
	 */
	synchronized boolean take(long now, long requests) {
		if (now - this.beginNanos >= SECOND) {
			this.requestsInSecondBefore = (double) (requests - this.requestsBefore) * SECOND
					/ (double) (now - this.beginNanos);
			this.requestsBefore = requests;
			this.beginNanos = now;
			this.taken = 0;
		}
		double requestsInSecond = Math.max((double) (requests - this.requestsBefore), this.requestsInSecondBefore);
		if (this.taken >= this.perSecond + this.perRequest * requestsInSecond) {
			return false;
		}
		this.taken++;
		return true;
	}

}
