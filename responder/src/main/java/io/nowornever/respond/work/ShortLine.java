package io.nowornever.respond.work;

import java.util.concurrent.TimeUnit;

import io.nowornever.common.wire.Rank;
import io.nowornever.respond.admission.Arrival;
import io.nowornever.respond.admission.Forecast;

/**
 * Refuses what would be done in time, but only after a wait that is longer than need be:
 * those who can choose among responders do better elsewhere. Who has sent a request to
 * this responder alone has chosen by a load that was told a moment ago, so it may find a
 * line that is a little longer than that said.
 *
 * <p>
 * Requests that come through the queue group have chosen nobody. They may wait for as
 * long as the gate allows, unless others choose at the same time, who would then find no
 * room for ever. What matters less is refused at a shorter line, what matters more at
 * none: the thresholds of DAGOR (Zhou and others, "Overload Control for Scaling WeChat
 * Microservices", 2018), on the wait instead of a level. Safe from any thread.
 */
public final class ShortLine implements Forecast {

	private static final int TASKS_MORE = 2;

	private static final long LEAST_MORE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private static final long CHOSEN_NANOS = TimeUnit.SECONDS.toNanos(3);

	private static final long SHEDDABLE_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final QueueDelay delay;

	private final WaitLimit limit;

	private final long budgetNanos;

	private volatile long chosenNanos;

	private volatile long sheddableNanos;

	/**
	 * Creates the decision.
	 * @param delay tells how long the line is
	 * @param limit how long it may be
	 * @param budgetNanos the longest budget that counts here
	 * @param now the time
	 */
	public ShortLine(QueueDelay delay, WaitLimit limit, long budgetNanos, long now) {
		this.delay = delay;
		this.limit = limit;
		this.budgetNanos = budgetNanos;
		this.chosenNanos = now - CHOSEN_NANOS;
		this.sheddableNanos = now - SHEDDABLE_NANOS;
	}

	/**
	 * Looks how long the line is, also when nobody comes: those who choose do not come to
	 * a line that is full.
	 * @param waitNanos how long a request waits that comes now
	 * @param now the time
	 */
	public void look(long waitNanos, long now) {
		boolean anySheddable = now - this.sheddableNanos < SHEDDABLE_NANOS;
		this.limit.look(waitNanos, (anySheddable ? Rank.SHEDDABLE : Rank.NORMAL).shareOfWait(), now);
	}

	@Override
	public boolean isInTime(Arrival arrival, long now) {
		if (arrival.direct()) {
			this.chosenNanos = now;
		}
		if (arrival.rank() == Rank.SHEDDABLE) {
			this.sheddableNanos = now;
		}
		long wait = this.delay.nanos(now);
		look(wait, now);
		return this.delay.isInTime(arrival, now) && (wait == 0 || wait <= longestWait(arrival, now));
	}

	@Override
	public boolean isStillInTime(Arrival arrival, long now) {
		return this.delay.isStillInTime(arrival, now);
	}

	/**
	 * Where nobody chooses, normal requests may wait for as long as is in time.
	 */
	private double longestWait(Arrival arrival, long now) {
		double share = arrival.rank().shareOfWait();
		if (now - this.chosenNanos < CHOSEN_NANOS) {
			return this.limit.nanos() * share + more(arrival);
		}
		return (share < 1) ? (this.budgetNanos - this.delay.mostWorkNanos()) * share : Double.POSITIVE_INFINITY;
	}

	private long more(Arrival arrival) {
		return arrival.direct()
				? Math.max(TASKS_MORE * this.delay.meanWorkNanos() / this.delay.workers(), LEAST_MORE_NANOS) : 0;
	}

}
