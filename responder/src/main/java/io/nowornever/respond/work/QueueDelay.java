package io.nowornever.respond.work;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

import io.nowornever.respond.admission.Arrival;
import io.nowornever.respond.admission.Forecast;

/**
 * How much work lies ahead of a request that comes now: the rest of what the workers are
 * at, and what waits in the line before it. Times are readings of the monotonic clock in
 * nanoseconds, passed in. Safe from any thread.
 */
public final class QueueDelay implements Forecast {

	private static final long IDLE = Long.MIN_VALUE;

	private static final long IN_TIME = 1;

	/** Who has waited no longer has waited for nothing: nobody can take it sooner. */
	private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long LONGEST_WITHOUT_TRIAL_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final ServiceTime serviceTime;

	private final int workers;

	private final Line line;

	/** Since when each worker has been at work, or {@link #IDLE}. */
	private final AtomicLongArray since;

	private volatile long lastBegunNanos;

	/**
	 * Of the task that was begun last among those that were answered, when it was begun;
	 * the last bit is whether it came in time.
	 */
	private final AtomicLong lastAnswer = new AtomicLong(Long.MIN_VALUE);

	/**
	 * Starts with all workers idle.
	 * @param workers how many there are
	 * @param serviceTime how long a task takes
	 * @param line where requests wait for them
	 * @param now the time
	 */
	public QueueDelay(int workers, ServiceTime serviceTime, Line line, long now) {
		this.workers = workers;
		this.line = line;
		this.serviceTime = serviceTime;
		this.since = new AtomicLongArray(workers);
		for (int i = 0; i < workers; i++) {
			this.since.set(i, IDLE);
		}
		this.lastBegunNanos = now - LONGEST_WITHOUT_TRIAL_NANOS;
	}

	/**
	 * A request that would come too late by the estimate may be the trial that corrects
	 * it; not one that has little time left, which would come too late by any estimate.
	 */
	@Override
	public boolean isInTime(Arrival arrival, long now) {
		long waiting = this.line.length();
		return doneInNanos(waiting, now) <= arrival.remainingNanos(now)
				|| (arrival.isFresh(now) && isTrialDue(waiting, now));
	}

	@Override
	public boolean isStillInTime(Arrival arrival, long now) {
		return arrival.waitedNanos(now) <= FRESH_NANOS || arrival.remainingNanos(now) >= this.serviceTime.mostNanos();
	}

	/**
	 * How long it takes until a worker turns to a request that is accepted now.
	 * @param now the time
	 * @return nanoseconds, 0 while a worker is free
	 */
	public long nanos(long now) {
		return nanos(this.line.length(), now);
	}

	/**
	 * How long nearly every task takes at the most.
	 * @return nanoseconds
	 */
	public long mostWorkNanos() {
		return this.serviceTime.mostNanos();
	}

	/**
	 * How long a task takes in the mean.
	 * @return nanoseconds
	 */
	public long meanWorkNanos() {
		return this.serviceTime.meanNanos();
	}

	/**
	 * How many tasks are worked on at once.
	 * @return the number of workers
	 */
	public int workers() {
		return this.workers;
	}

	/**
	 * How many workers have nothing to do, and nobody waits for them.
	 * @return 0 where all have
	 */
	public int free() {
		int idle = 0;
		for (int i = 0; i < this.workers; i++) {
			idle += (this.since.get(i) == IDLE) ? 1 : 0;
		}
		return Math.max(idle - this.line.length(), 0);
	}

	/**
	 * Whether a request should be tried although the estimate speaks against it, or
	 * because it is a mere guess.
	 * @param budgetNanos the longest budget that counts here
	 * @param now the time
	 * @return true if one is wanted
	 */
	public boolean wantsTrial(long budgetNanos, long now) {
		return (this.serviceTime.isGuess() || this.serviceTime.mostNanos() > budgetNanos)
				&& isTrialDue(this.line.length(), now);
	}

	/**
	 * The work that the backlog means.
	 * @return seconds until the turn of who comes behind all that wait in this process
	 */
	public double backlogSeconds() {
		return this.line.backlog() * (double) this.serviceTime.meanNanos() / 1e9 / this.workers;
	}

	void begun(int worker, long now) {
		this.since.set(worker, now);
		this.lastBegunNanos = now;
	}

	void ended(int worker) {
		this.since.set(worker, IDLE);
	}

	/**
	 * A task was answered. One that was begun before another that was answered already
	 * tells less of what tasks take now, and counts no more.
	 * @param begun when it was begun
	 * @param inTime whether somebody still waited
	 */
	void answered(long begun, boolean inTime) {
		this.lastAnswer.accumulateAndGet((begun & ~IN_TIME) | (inTime ? IN_TIME : 0),
				(last, next) -> (next >> 1 >= last >> 1) ? next : last);
	}

	/**
	 * How long it takes until a worker turns to a request that comes now.
	 * @param waiting how many wait in the line
	 * @param now the time
	 * @return nanoseconds, 0 while a worker is free
	 */
	long nanos(long waiting, long now) {
		long working = 0;
		long rest = 0;
		long leastRest = Long.MAX_VALUE;
		for (int i = 0; i < this.workers; i++) {
			long begun = this.since.get(i);
			if (begun == IDLE && waiting == 0) {
				return 0;
			}
			if (begun != IDLE) {
				long restHere = this.serviceTime.restNanos(now - begun);
				working++;
				rest += restHere;
				leastRest = Math.min(leastRest, restHere);
			}
		}
		if (working + waiting < this.workers) {
			return 0;
		}
		return (waiting == 0) ? leastRest : (rest + waiting * this.serviceTime.meanNanos()) / this.workers;
	}

	/**
	 * How long it takes until a request is done that comes now.
	 * @param waiting how many wait in the line
	 * @param now the time
	 * @return nanoseconds, rather too many than too few
	 */
	long doneInNanos(long waiting, long now) {
		return nanos(waiting, now) + this.serviceTime.mostNanos();
	}

	/**
	 * Whether a request should be tried whatever the estimate says: a worker is free, and
	 * the estimate is new, or the last task came in time, or nothing was begun for as
	 * long as a task is thought to take, or for a second. Only work done can correct an
	 * estimate; where trials succeed it is wrong, and one follows the other.
	 * @param waiting how many wait in the line
	 * @param now the time
	 * @return true if work is lacking
	 */
	boolean isTrialDue(long waiting, long now) {
		return nanos(waiting, now) == 0 && (this.serviceTime.isNew() || (this.lastAnswer.get() & IN_TIME) != 0
				|| now - this.lastBegunNanos >= Math.min(this.serviceTime.mostNanos(), LONGEST_WITHOUT_TRIAL_NANOS));
	}

}
