package io.nowornever.respond;

import java.time.Duration;

import io.nowornever.common.time.Budget;
import org.jspecify.annotations.Nullable;

/**
 * Until when somebody waits for what is being done. A method with {@link Responder} gets
 * it as a parameter, or asks for the {@linkplain #current() current} one. Whatever is
 * asked of others in the meantime ends by then too. Immutable.
 */
public final class Deadline {

	/** Three centuries, so that it can be turned into any unit. */
	private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

	private static final Deadline NONE = new Deadline(null);

	private final @Nullable Budget budget;

	private Deadline(@Nullable Budget budget) {
		this.budget = budget;
	}

	/**
	 * A deadline at the end of a budget.
	 * @param budget the budget
	 * @return the deadline
	 */
	public static Deadline of(Budget budget) {
		return new Deadline(budget);
	}

	/**
	 * The deadline of the request that the calling thread serves.
	 * @return that, or {@link #none()} where it serves none
	 */
	public static Deadline current() {
		Budget current = Budget.current();
		return (current != null) ? new Deadline(current) : NONE;
	}

	/**
	 * The deadline that never comes.
	 * @return the one instance
	 */
	public static Deadline none() {
		return NONE;
	}

	/**
	 * Whether this deadline never comes.
	 * @return true for {@link #none()}
	 */
	public boolean isNone() {
		return this.budget == null;
	}

	/**
	 * How much time is left.
	 * @return zero once it is over; longer than anything lasts where there is none
	 */
	public Duration remaining() {
		return (this.budget != null) ? Duration.ofNanos(Math.max(this.budget.remainingNanos(), 0)) : FOREVER;
	}

	/**
	 * Whether nobody waits any more.
	 * @return true from the deadline on
	 */
	public boolean isOver() {
		return this.budget != null && this.budget.remainingNanos() <= 0;
	}

	@Override
	public String toString() {
		return isNone() ? "Deadline[none]" : "Deadline[in " + remaining() + "]";
	}

}
