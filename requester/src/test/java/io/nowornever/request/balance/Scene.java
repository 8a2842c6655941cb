package io.nowornever.request.balance;

import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

import io.nowornever.common.load.Load;
import io.nowornever.common.wire.Rank;

/**
 * A requester and what responders tell it, with a clock that is set by hand.
 */
final class Scene {

	static final long MS = 1_000_000;

	static final long BUDGET = 5_000 * MS;

	private static final long BEGIN = 100_000 * MS;

	final Balancer balancer;

	long now = BEGIN;

	private long sequence;

	Scene() {
		this(1);
	}

	Scene(long seed) {
		this.balancer = new Balancer("s", new SplittableRandom(seed), BEGIN);
	}

	/**
	 * One that does one task at a time, takes 20 ms for it, and is idle.
	 */
	static Told idle(String name) {
		return new Told(name, "g", 0, 100, 1, 1, 20, 40, 0, false);
	}

	/**
	 * The same, but busy for a while.
	 */
	static Told busy(String name, long waitMillis) {
		return idle(name).free(0).waits(waitMillis);
	}

	boolean hears(Told told) {
		return this.balancer.heard(told.load(++this.sequence, false), this.now);
	}

	boolean hears(Told told, long olderSequence) {
		return this.balancer.heard(told.load(olderSequence, false), this.now);
	}

	void hearsLeaving(Told told) {
		this.balancer.heard(told.load(++this.sequence, true), this.now);
	}

	void passes(long millis) {
		this.now += millis * MS;
	}

	Route choose() {
		return choose(Rank.NORMAL);
	}

	Route choose(Rank rank) {
		return this.balancer.choose(new Asked(rank, this.now + BUDGET, Set.of()), this.now);
	}

	Route choose(Route... declined) {
		return this.balancer.choose(new Asked(Rank.NORMAL, this.now + BUDGET, Set.of(declined)), this.now);
	}

	Route chooseWithLeft(long millis) {
		return choose(Rank.NORMAL, millis);
	}

	Route choose(Rank rank, long leftMillis) {
		return this.balancer.choose(new Asked(rank, this.now + leftMillis * MS, Set.of()), this.now);
	}

	/**
	 * Asks whoever is chosen, and has its answer after so long.
	 * @param servedMillis how much of that it was waited and worked there
	 */
	String asks(long tookMillis, long servedMillis) {
		Route route = choose();
		long sentAt = this.now;
		passes(tookMillis);
		this.balancer.answered(route, sentAt, servedMillis * MS, false, name(route), this.now);
		return name(route);
	}

	/**
	 * Whom it would choose, without sending there.
	 */
	String chosen() {
		Route route = choose();
		this.balancer.ended(route, this.now, true);
		return name(route);
	}

	/**
	 * Whom it would choose, again and again, and how often each.
	 */
	Map<String, Integer> chosen(int times) {
		Map<String, Integer> counts = new TreeMap<>();
		for (int i = 0; i < times; i++) {
			counts.merge(chosen(), 1, Integer::sum);
		}
		return counts;
	}

	static String name(Route route) {
		return (route instanceof Route.Direct direct) ? direct.instance() : String.valueOf(route);
	}

	/**
	 * What somebody tells, in milliseconds.
	 */
	record Told(String name, String group, long waiting, long limit, int free, int workers, long mean, long most,
			double errors, boolean trial) {

		Told group(String other) {
			return new Told(this.name, other, this.waiting, this.limit, this.free, this.workers, this.mean, this.most,
					this.errors, this.trial);
		}

		Told waits(long millis) {
			return new Told(this.name, this.group, millis, this.limit, this.free, this.workers, this.mean, this.most,
					this.errors, this.trial);
		}

		Told limit(long millis) {
			return new Told(this.name, this.group, this.waiting, millis, this.free, this.workers, this.mean, this.most,
					this.errors, this.trial);
		}

		Told free(int other) {
			return new Told(this.name, this.group, this.waiting, this.limit, other, this.workers, this.mean, this.most,
					this.errors, this.trial);
		}

		Told workers(int other) {
			return new Told(this.name, this.group, this.waiting, this.limit, this.free, other, this.mean, this.most,
					this.errors, this.trial);
		}

		Told takes(long meanMillis, long mostMillis) {
			return new Told(this.name, this.group, this.waiting, this.limit, this.free, this.workers, meanMillis,
					mostMillis, this.errors, this.trial);
		}

		Told fails(double share) {
			return new Told(this.name, this.group, this.waiting, this.limit, this.free, this.workers, this.mean,
					this.most, share, this.trial);
		}

		Told wantsTrial() {
			return new Told(this.name, this.group, this.waiting, this.limit, this.free, this.workers, this.mean,
					this.most, this.errors, true);
		}

		Load load(long sequence, boolean leaving) {
			return new Load(this.name, this.group, sequence, this.waiting * MS, this.limit * MS, this.free,
					this.workers, this.mean * MS, this.most * MS, this.errors, this.trial, leaving);
		}

	}

	/**
	 * A request that was begun with the whole budget.
	 */
	record Asked(Rank rank, long deadlineNanos, Set<Route> declined) implements Attempt {

		@Override
		public long budgetNanos() {
			return BUDGET;
		}

		@Override
		public boolean wasDeclinedBy(Route.Direct candidate) {
			return this.declined.contains(candidate);
		}

	}

}
