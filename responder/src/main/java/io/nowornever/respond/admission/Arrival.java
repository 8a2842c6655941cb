package io.nowornever.respond.admission;

import java.util.function.Supplier;

import io.nowornever.common.tracing.TracedRequest;
import io.nowornever.common.wire.Rank;
import io.nowornever.common.wire.ReceivedMessage;
import org.jspecify.annotations.Nullable;

/**
 * A request that came here, with all that is known from its headers. Its age is what it
 * had when it came plus what the monotonic clock has counted since.
 *
 * @param message the message, its body untouched
 * @param taskId the id from its headers, if they state one
 * @param arrivedNanos when it came, on the monotonic clock
 * @param ageOnArrivalNanos how long it was on its way
 * @param budgetNanos how old it may become
 * @param rank how much depends on it
 * @param direct whether its requester has chosen this responder
 * @param handling begins its handling for who follows it, or null if nobody does
 */
public record Arrival(ReceivedMessage message, @Nullable String taskId, long arrivedNanos, long ageOnArrivalNanos,
		long budgetNanos, Rank rank, boolean direct, @Nullable Supplier<TracedRequest> handling) {

	/**
	 * A request on which nothing special depends, that came through the queue group, and
	 * that nobody follows.
	 * @param message the message, its body untouched
	 * @param taskId the id from its headers, if they state one
	 * @param arrivedNanos when it came, on the monotonic clock
	 * @param ageOnArrivalNanos how long it was on its way
	 * @param budgetNanos how old it may become
	 */
	public Arrival(ReceivedMessage message, @Nullable String taskId, long arrivedNanos, long ageOnArrivalNanos,
			long budgetNanos) {
		this(message, taskId, arrivedNanos, ageOnArrivalNanos, budgetNanos, Rank.NORMAL, false, null);
	}

	/**
	 * The same, followed.
	 * @param following begins its handling
	 * @return another one
	 */
	public Arrival followed(Supplier<TracedRequest> following) {
		return new Arrival(this.message, this.taskId, this.arrivedNanos, this.ageOnArrivalNanos, this.budgetNanos,
				this.rank, this.direct, following);
	}

	/**
	 * How long it has waited here.
	 * @param now the monotonic clock
	 * @return nanoseconds
	 */
	public long waitedNanos(long now) {
		return now - this.arrivedNanos;
	}

	/**
	 * How old it is.
	 * @param now the monotonic clock
	 * @return nanoseconds since it was first sent
	 */
	public long ageNanos(long now) {
		return this.ageOnArrivalNanos + waitedNanos(now);
	}

	/**
	 * How much of its budget is left.
	 * @param now the monotonic clock
	 * @return nanoseconds, negative when it is stale
	 */
	public long remainingNanos(long now) {
		return this.budgetNanos - ageNanos(now);
	}

	/**
	 * Whether most of its budget is left, so that it was sent just now and has not been
	 * refused for a while.
	 * @param now the monotonic clock
	 * @return true during the first quarter of its budget
	 */
	public boolean isFresh(long now) {
		return ageNanos(now) <= this.budgetNanos / 4;
	}

	/**
	 * Whether nobody waits for it any more.
	 * @param now the monotonic clock
	 * @return true once its age has passed its budget
	 */
	public boolean isStale(long now) {
		return remainingNanos(now) < 0;
	}

}
