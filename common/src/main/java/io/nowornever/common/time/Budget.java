package io.nowornever.common.time;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * The time in which something has to be done. While a thread works {@linkplain #within
 * within} one, whatever it asks of others has no more than what is left. Inherited by
 * threads of a structured task scope, by no others. Immutable.
 *
 * @param endNanos when it ends, on the clock
 * @param clock the monotonic clock
 */
public record Budget(long endNanos, NanoClock clock) {

	/**
	 * What is left where there is no budget.
	 */
	public static final long UNLIMITED = Long.MAX_VALUE;

	private static final ScopedValue<Budget> CURRENT = ScopedValue.newInstance();

	/**
	 * The budget that the calling thread works within.
	 * @return the one that ends first of those it is within, or null where there is none
	 */
	public static @Nullable Budget current() {
		return CURRENT.isBound() ? CURRENT.get() : null;
	}

	/**
	 * How much is left for the calling thread.
	 * @return nanoseconds, negative when it is over, or {@link #UNLIMITED}
	 */
	public static long currentNanos() {
		return CURRENT.isBound() ? CURRENT.get().remainingNanos() : UNLIMITED;
	}

	/**
	 * How much is left.
	 * @return nanoseconds, negative when it is over
	 */
	public long remainingNanos() {
		return this.endNanos - this.clock.nanoTime();
	}

	/**
	 * Does something within this budget, and within the one that the calling thread works
	 * within already, if that ends sooner.
	 * @param work what to do
	 * @param <T> the type of its result
	 * @return its result
	 * @throws Exception what it throws
	 */
	public <T> T within(Callable<T> work) throws Exception {
		Budget outer = current();
		boolean isLonger = outer != null && outer.remainingNanos() < remainingNanos();
		return ScopedValue.where(CURRENT, isLonger ? outer : this).call(work::call);
	}

}
