package io.nowornever.respond.work;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long a request may wait here before it is refused. It is found by trial: the line
 * is made shorter all the time in which it is full now and then, and longer as soon as a
 * worker was idle although somebody had been refused shortly before. So it settles where
 * {@value #LOSS} of the workers' time is lost that way, whatever the task times: answers
 * are as fresh as can be while nearly all is done that could be done. Who has been idle
 * may have a longer line for as long: a burst is no overload. The idea of a line that is
 * just long enough to keep the server busy is CoDel's (Nichols and Jacobson, "Controlling
 * Queue Delay", 2012), which drops instead; the rule is a weighted up-down method
 * (Kaernbach, 1991), which finds a rate of failures by steps of unequal size.
 *
 * <p>
 * Times are readings of the monotonic clock in nanoseconds, passed in. Safe from any
 * thread.
 */
public final class WaitLimit {

	static final double LOSS = 0.005;

	private static final double GAIN = 2;

	/** In mean task times. */
	private static final double SHORTEST = 0.25;

	private static final double FIRST = 2.5;

	/** A task far longer than the mean counts as so many. */
	private static final int LONGEST_TASK = 4;

	/** So that a line that a burst has left is soon short again. */
	private static final int BUDGETS_TO_A_BURST = 5;

	private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private final ServiceTime serviceTime;

	private final int workers;

	private final long budgetNanos;

	private final long toleratedNanos;

	private final long longestBurstNanos;

	private final LongAdder idleNanos = new LongAdder();

	private final LongAdder workedNanos = new LongAdder();

	private double tasks = FIRST;

	private long burstNanos;

	private long adaptedNanos;

	private volatile long limitNanos;

	private volatile long fullNanos;

	/**
	 * Begins with a line of a few tasks.
	 * @param serviceTime how long a task takes
	 * @param workers how many tasks are worked on at once
	 * @param budgetNanos the longest budget that counts here
	 * @param toleratedNanos the limit is never less
	 * @param now the time
	 */
	public WaitLimit(ServiceTime serviceTime, int workers, long budgetNanos, long toleratedNanos, long now) {
		this.serviceTime = serviceTime;
		this.workers = workers;
		this.budgetNanos = budgetNanos;
		this.toleratedNanos = toleratedNanos;
		this.longestBurstNanos = budgetNanos / BUDGETS_TO_A_BURST;
		this.adaptedNanos = now;
		this.fullNanos = now - budgetNanos;
		this.limitNanos = Math.max(Math.round(FIRST * meanNanos()), toleratedNanos);
	}

	/**
	 * The limit as of the last look.
	 * @return nanoseconds
	 */
	public long nanos() {
		return this.limitNanos;
	}

	/**
	 * Looks how long the line is, and adapts the limit to that and to what has happened.
	 * @param waitNanos how long a request waits that comes now
	 * @param share of the limit, from which some requests are refused
	 * @param now the time
	 */
	void look(long waitNanos, double share, long now) {
		if (now - this.adaptedNanos >= PERIOD_NANOS) {
			adapt(waitNanos, now);
		}
		if (waitNanos > this.limitNanos * share) {
			this.fullNanos = now;
		}
	}

	/**
	 * A worker turns to a request.
	 * @param idleSince when it had nothing more to do
	 * @param now the time
	 */
	void begun(long idleSince, long now) {
		long full = this.fullNanos;
		long idle = Math.min(now - full, longestNanos()) - Math.max(idleSince - full, 0);
		if (idle > 0) {
			this.idleNanos.add(idle);
		}
	}

	/**
	 * A worker has done a task.
	 * @param tookNanos how long that took
	 * @param now the time
	 */
	void ended(long tookNanos, long now) {
		if (now - this.fullNanos < longestNanos()) {
			this.workedNanos.add(Math.min(tookNanos, LONGEST_TASK * meanNanos()));
		}
	}

	private synchronized void adapt(long waitNanos, long now) {
		long elapsed = now - this.adaptedNanos;
		if (elapsed <= 0) {
			return;
		}
		double mean = meanNanos();
		double longer = Math.min(GAIN * this.idleNanos.sumThenReset() / mean / this.workers, 1);
		double shorter = GAIN * LOSS * this.workedNanos.sumThenReset() / mean / this.workers;
		double longest = Math.max(longestNanos() / mean, SHORTEST);
		this.tasks = Math.clamp(this.tasks * Math.exp(longer - shorter), SHORTEST, longest);
		long line = Math.max(Math.round(this.tasks * mean), this.toleratedNanos);
		if (waitNanos == 0) {
			this.burstNanos = Math.min(this.burstNanos + elapsed, this.longestBurstNanos);
		}
		else if (waitNanos > line) {
			this.burstNanos = Math.max(this.burstNanos - elapsed, 0);
		}
		this.limitNanos = Math.min(line + this.burstNanos, Math.max(longestNanos(), line));
		this.adaptedNanos = now;
	}

	private long meanNanos() {
		return Math.max(this.serviceTime.meanNanos(), 1);
	}

	/**
	 * Who waits longer is not done in time.
	 */
	private long longestNanos() {
		return Math.max(this.budgetNanos - this.serviceTime.mostNanos(), 0);
	}

}
