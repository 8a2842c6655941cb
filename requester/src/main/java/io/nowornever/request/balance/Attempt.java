package io.nowornever.request.balance;

import io.nowornever.common.wire.Rank;

/**
 * An attempt that needs somebody to go to. For one thread at a time.
 */
public interface Attempt {

	/**
	 * How much depends on it.
	 * @return its rank
	 */
	Rank rank();

	/**
	 * When nobody waits for it any more.
	 * @return the time on the monotonic clock
	 */
	long deadlineNanos();

	/**
	 * How long its request may take in all.
	 * @return nanoseconds
	 */
	long budgetNanos();

	/**
	 * Whether one has declined its request before.
	 * @param candidate who
	 * @return true if it shall not be asked again
	 */
	boolean wasDeclinedBy(Route.Direct candidate);

}
