package io.nowornever.request.balance;

import java.util.concurrent.TimeUnit;

import io.nowornever.common.load.Load;

/**
 * A responder as its requester sees it: the load that it told last, as it must be by now,
 * and what was sent to it that it cannot have seen when it told that. Guarded by the
 * balancer.
 */
final class Candidate implements Route.Direct {

	/** Longer than the longest pause between two adverts, one of which may be lost. */
	static final long BELIEVED_NANOS = TimeUnit.MILLISECONDS.toNanos(750);

	/**
	 * A request may overtake an advert by so much, beside the time that both are on their
	 * way.
	 */
	private static final long UNSEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

	/** A second of waiting is a second for those who come later too. */
	private static final double WAIT_WEIGHT = 2.5;

	private static final double ALIKE_TASKS = 0.1;

	private static final int TASKS_OWED = 3;

	/** The same for quick tasks, since the way there and back takes its time too. */
	private static final long LEAST_OWED_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private static final double FAILURE_WEIGHT = 0.2;

	private static final double FADING_NANOS = TimeUnit.SECONDS.toNanos(10);

	private static final double FRESH_SHARE = 0.8;

	private static final long SHORTEST_TASK_NANOS = 1_000;

	private final String instance;

	private final String subject;

	private final RecentSends unseen;

	private final Distance distance = new Distance();

	private Load load;

	private long heardNanos;

	private double cost;

	private double failures;

	private long failuresNanos;

	Candidate(String subject, Load load, long now) {
		this.instance = load.instance();
		this.subject = subject;
		this.load = load;
		this.heardNanos = now;
		this.failuresNanos = now;
		this.unseen = new RecentSends(now - UNSEEN_NANOS);
	}

	@Override
	public String subject() {
		return this.subject;
	}

	@Override
	public String instance() {
		return this.instance;
	}

	String group() {
		return this.load.group();
	}

	/**
	 * It has told its load. Once what is known of it is too old to count, any load does:
	 * it may have been started again with a clock that was set back.
	 * @return false if that is older than what is known
	 */
	boolean heard(Load told, long now) {
		if (told.sequence() <= this.load.sequence() && isBelieved(now)) {
			return false;
		}
		this.load = told;
		this.heardNanos = now;
		this.unseen.forgetUntil(now - UNSEEN_NANOS - this.distance.nanos(now));
		return true;
	}

	boolean isBelieved(long now) {
		return now - this.heardNanos <= BELIEVED_NANOS;
	}

	void sent(long now) {
		this.unseen.add(now);
	}

	/**
	 * It has answered.
	 * @param servedNanos how long the request was there, or {@link Balancer#UNKNOWN}
	 */
	void answered(long sentAt, long servedNanos, boolean failed, long now) {
		this.unseen.remove(sentAt);
		if (servedNanos >= 0) {
			this.distance.seen(now - sentAt - servedNanos, now);
		}
		this.failures = failures(now);
		this.failures += ((failed ? 1 : 0) - this.failures) * FAILURE_WEIGHT;
		this.failuresNanos = now;
	}

	/**
	 * Takes one back that it has not begun.
	 */
	void declined(long sentAt) {
		this.unseen.remove(sentAt);
	}

	/**
	 * How long a request that is sent now waits there.
	 */
	long waitNanos(long now) {
		int mine = this.unseen.count();
		long elapsed = now - this.heardNanos;
		if (this.load.free() > mine) {
			return 0;
		}
		if (this.load.free() > 0) {
			return Math.max((mine - this.load.free() + 1) * this.load.turnNanos() - elapsed, 0);
		}
		return this.load.waitNanosAfter(elapsed) + mine * this.load.turnNanos();
	}

	/**
	 * Weighs what speaks against sending an attempt there.
	 * @param limited whether it shall have room
	 * @return false if it would be refused, or be too late
	 */
	boolean weigh(Attempt attempt, boolean limited, long now) {
		long wait = waitNanos(now);
		long way = this.distance.nanos(now);
		boolean trial = wantsTrial();
		long left = attempt.deadlineNanos() - now;
		boolean inTime = way + wait + this.load.mostNanos() <= left
				|| (trial && left > FRESH_SHARE * attempt.budgetNanos());
		if (!inTime || (limited && wait > 0 && wait > this.load.limitNanos() * attempt.rank().shareOfWait())) {
			return false;
		}
		double least = way + (trial ? 0 : WAIT_WEIGHT * wait + this.load.meanNanos());
		// A failure costs as much as an answer that never comes.
		double failing = owesAnAnswer(now) ? 1 : Math.max(failures(now), this.load.errors());
		this.cost = least + attempt.budgetNanos() * failing;
		return true;
	}

	/**
	 * What was weighed.
	 * @return the less, the better
	 */
	double cost() {
		return this.cost;
	}

	/**
	 * Whether less speaks against it, by more than what is told of equal ones differs by
	 * chance: a tenth of a task.
	 */
	boolean isBetterThan(Candidate other) {
		return this.cost < other.cost - ALIKE_TASKS * Math.min(this.load.meanNanos(), other.load.meanNanos());
	}

	/**
	 * How many tasks a second it can do, about.
	 */
	double rate() {
		return this.load.workers() / (double) Math.max(this.load.meanNanos(), SHORTEST_TASK_NANOS);
	}

	/**
	 * One request is enough for a trial.
	 */
	private boolean wantsTrial() {
		return this.load.trial() && this.load.free() > 0 && this.unseen.count() == 0;
	}

	/**
	 * Whether it has long since had to tell something, as whoever lives does with each
	 * answer: it stands still, or is cut off.
	 */
	private boolean owesAnAnswer(long now) {
		if (this.unseen.count() == 0) {
			return false;
		}
		long due = this.distance.nanos(now) + this.load.waitNanosAfter(0) + this.unseen.count() * this.load.turnNanos()
				+ Math.max(TASKS_OWED * this.load.mostNanos(), LEAST_OWED_NANOS);
		return now - this.unseen.oldestNanos() > due;
	}

	private double failures(long now) {
		return (this.failures == 0) ? 0 : this.failures * Math.exp((this.failuresNanos - now) / FADING_NANOS);
	}

}
