package io.nowornever.respond.work;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.nowornever.common.time.Budget;
import io.nowornever.common.wire.HeaderBlock;
import io.nowornever.common.wire.Receipt;
import io.nowornever.respond.admission.Arrival;
import org.jspecify.annotations.Nullable;

/**
 * What a handler gets to do. Safe from any thread.
 */
public final class Task {

	private final Arrival arrival;

	private final long ageNanos;

	private final Budget budget;

	private final LongSupplier waiting;

	Task(Arrival arrival, long ageNanos, Budget budget, LongSupplier waiting) {
		this.arrival = arrival;
		this.ageNanos = ageNanos;
		this.budget = budget;
		this.waiting = waiting;
	}

	/**
	 * The request's id.
	 * @return the id, or null when its headers state none
	 */
	public @Nullable String taskId() {
		return this.arrival.taskId();
	}

	/**
	 * The request's whole body.
	 * @return not to be changed
	 */
	public byte[] body() {
		return this.arrival.message().body();
	}

	/**
	 * A header of the request.
	 * @param name its name; case counts
	 * @return the first value, or null when there is none
	 */
	public @Nullable String header(String name) {
		return this.arrival.message().header(HeaderBlock.name(name));
	}

	/**
	 * How long the requester still waits.
	 * @return the budget, running
	 */
	public Budget budget() {
		return this.budget;
	}

	/**
	 * How old the request was when its turn came.
	 * @return milliseconds since it was first sent
	 */
	public long ageMillis() {
		return TimeUnit.NANOSECONDS.toMillis(this.ageNanos);
	}

	/**
	 * How often it was given to somebody, this time included. More than once only where a
	 * stream keeps requests: then somebody may have done it already, or a part of it.
	 * @return 1 or more
	 */
	public int deliveries() {
		Receipt receipt = this.arrival.message().receipt();
		return (receipt != null) ? receipt.deliveries() : 1;
	}

	/**
	 * How many requests wait behind it in this process.
	 * @return the number now
	 */
	public long waiting() {
		return this.waiting.getAsLong();
	}

}
