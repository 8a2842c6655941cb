package io.nowornever.respond.work;

import java.util.Arrays;

import io.nowornever.common.load.Load;

/**
 * What is learned from tasks while they are done: how long they take, who is at work, how
 * long the line may be, how many fail. Each worker tells of its own; safe from any
 * thread.
 */
public final class Pace {

	private final ServiceTime serviceTime;

	private final QueueDelay delay;

	private final WaitLimit limit;

	private final ShortLine shortLine;

	private final ErrorShare errors;

	private final long budgetNanos;

	/** Of each worker, which alone reads and writes it. */
	private final long[] idleSince;

	private volatile Runnable afterwards = () -> {
	};

	/**
	 * Begins with all workers idle.
	 * @param serviceTime how long a task takes
	 * @param workers how many tasks are worked on at once
	 * @param line where requests wait
	 * @param budgetNanos the longest budget that counts here
	 * @param toleratedNanos a wait that is never a reason to refuse
	 * @param now the time on the monotonic clock
	 */
	public Pace(ServiceTime serviceTime, int workers, Line line, long budgetNanos, long toleratedNanos, long now) {
		this.serviceTime = serviceTime;
		this.budgetNanos = budgetNanos;
		this.delay = new QueueDelay(workers, serviceTime, line, now);
		this.limit = new WaitLimit(serviceTime, workers, budgetNanos, toleratedNanos, now);
		this.shortLine = new ShortLine(this.delay, this.limit, budgetNanos, now);
		this.errors = new ErrorShare(now);
		this.idleSince = new long[workers];
		Arrays.fill(this.idleSince, now);
	}

	/**
	 * How long a request waits.
	 * @return who is at work, and what that means for a newcomer
	 */
	public QueueDelay delay() {
		return this.delay;
	}

	/**
	 * Which requests are refused so that others wait less.
	 * @return the decision
	 */
	public ShortLine shortLine() {
		return this.shortLine;
	}

	/**
	 * How long a request may wait.
	 * @return nanoseconds, as of the last look
	 */
	public long limitNanos() {
		return this.limit.nanos();
	}

	/**
	 * This responder's load.
	 * @param instance its name
	 * @param group its queue group
	 * @param sequence the load's number
	 * @param leaving whether it is about to go
	 * @param now the time on the monotonic clock
	 * @return what can be told
	 */
	public Load load(String instance, String group, long sequence, boolean leaving, long now) {
		long wait = this.delay.nanos(now);
		this.shortLine.look(wait, now);
		return new Load(instance, group, sequence, wait, this.limit.nanos(), this.delay.free(), this.delay.workers(),
				this.serviceTime.meanNanos(), this.serviceTime.mostNanos(), this.errors.at(now),
				this.delay.wantsTrial(this.budgetNanos, now), leaving);
	}

	/**
	 * Has something done whenever a worker is free again.
	 * @param afterwards must not block
	 */
	public void afterwards(Runnable afterwards) {
		this.afterwards = afterwards;
	}

	/**
	 * A worker turns to a request.
	 */
	void begun(int worker, long now) {
		this.delay.begun(worker, now);
		this.limit.begun(this.idleSince[worker], now);
	}

	/**
	 * A worker's handler has come to its end. From here on the worker counts as free: it
	 * has nothing left to do but to answer.
	 * @param brokenOff whether it was told that nobody waits any more
	 * @param failed whether it failed, in a way that is no answer
	 */
	void worked(int worker, long begun, boolean brokenOff, boolean failed, long now) {
		long took = now - begun;
		if (brokenOff) {
			this.serviceTime.tookLonger(took);
		}
		else {
			this.serviceTime.took(took);
		}
		this.errors.ended(failed, now);
		this.limit.ended(took, now);
		this.delay.ended(worker);
	}

	/**
	 * A task was answered.
	 */
	void answered(long begun, boolean inTime) {
		this.delay.answered(begun, inTime);
	}

	/**
	 * A worker is free.
	 */
	void ended(int worker, long now) {
		this.idleSince[worker] = now;
		this.delay.ended(worker);
		this.afterwards.run();
	}

}
