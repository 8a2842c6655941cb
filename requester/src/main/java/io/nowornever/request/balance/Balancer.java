package io.nowornever.request.balance;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import io.nowornever.common.load.Load;
import io.nowornever.common.load.LoadSubjects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses who is asked on a subject. Of those who have room and would be done in time, a
 * few are drawn, the faster ones more likely, and the one is taken where the request
 * waits the shortest, unless it is far away: the power of a few choices (Mitzenmacher,
 * 2001), on what the responders tell as in Prequal (Wydrowski and others, NSDI 2024), but
 * pushed instead of probed. If nobody has room, the request need not be sent to be
 * refused. If nobody tells anything, or members of several groups do, of which each shall
 * have every request, it goes to the queue group.
 *
 * <p>
 * Times are readings of the monotonic clock in nanoseconds, passed in; only durations
 * come from elsewhere, so no clock is compared with another. Safe from any thread.
 */
public final class Balancer {

	/**
	 * A responder has not told how long a request was there. So is every other negative
	 * number understood.
	 */
	public static final long UNKNOWN = -1;

	private static final int DRAWN = 5;

	/**
	 * Names cost whoever makes them up nothing, and each is looked at for each request.
	 */
	static final int MOST_KNOWN = 10_000;

	/** Who hears nothing of a requester for longer forgets that it chooses. */
	private static final long LONGEST_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final String subject;

	private final RandomGenerator random;

	private final Map<String, Candidate> byName = new HashMap<>();

	/** The same, to look at all of them for each request. */
	private Candidate[] candidates = {};

	/** Room for those of them that are fit for one. */
	private Candidate[] fit = {};

	private final SilentMembers silent;

	private long chosenNanos;

	private boolean forbidden;

	/**
	 * Creates one that knows nobody.
	 * @param subject where requests go
	 * @param random draws
	 * @param now the time
	 */
	public Balancer(String subject, RandomGenerator random, long now) {
		this.subject = subject;
		this.random = random;
		this.silent = new SilentMembers(now);
		this.chosenNanos = now;
	}

	/**
	 * A responder has told its load.
	 * @param load what it told
	 * @param now the time
	 * @return true if it was not known to be there, and is now
	 */
	public synchronized boolean heard(Load load, long now) {
		Candidate known = this.byName.get(load.instance());
		if (load.leaving()) {
			left(load.instance());
			return false;
		}
		if (known == null) {
			// Whoever was not heard of for long is gone, and its name with it.
			this.byName.values().removeIf((each) -> !each.isBelieved(now));
			if (this.byName.size() >= MOST_KNOWN) {
				return false;
			}
			this.byName.put(load.instance(),
					new Candidate(LoadSubjects.direct(this.subject, load.instance()), load, now));
			changed();
			return true;
		}
		boolean wasThere = known.isBelieved(now);
		return known.heard(load, now) && !wasThere;
	}

	/**
	 * Nobody gets what is sent to one any more.
	 * @param gone who
	 */
	public synchronized void left(Route.Direct gone) {
		left(gone.instance());
	}

	/**
	 * Chooses, and counts the attempt as sent there.
	 * @param attempt what is to be sent
	 * @param now the time
	 * @return where
	 */
	public synchronized Route choose(Attempt attempt, long now) {
		if (!canChoose(now)) {
			return Route.GROUP;
		}
		Candidate best = best(attempt, true, now);
		double cost = (best != null) ? best.cost() : Double.POSITIVE_INFINITY;
		if (this.silent.isBetterThan(cost, now)) {
			this.silent.sent(now);
			return Route.SILENT;
		}
		if (best == null && now - this.chosenNanos > LONGEST_SILENCE_NANOS) {
			best = best(attempt, false, now);
		}
		if (best == null) {
			return Route.NOWHERE;
		}
		this.chosenNanos = now;
		best.sent(now);
		return best;
	}

	/**
	 * An attempt was answered, with a result or an error.
	 * @param route where it went
	 * @param sentAt when it was sent
	 * @param servedNanos how long it waited and was worked on there, or {@link #UNKNOWN}
	 * @param failed whether with an error that is the responder's fault
	 * @param worker who answered, as the reply names it, or null
	 * @param now the time
	 */
	public synchronized void answered(Route route, long sentAt, long servedNanos, boolean failed,
			@Nullable String worker, long now) {
		switch (route) {
			case Candidate candidate -> candidate.answered(sentAt, servedNanos, failed, now);
			case Route.ToGroup group when group.meant() -> {
				Candidate known = this.byName.get(worker);
				if (known == null || !known.isBelieved(now)) {
					this.silent.answered(sentAt, now);
				}
				else {
					this.silent.ended(true);
				}
			}
			default -> {
				// nobody was chosen
			}
		}
	}

	/**
	 * An attempt was declined, or ended without an answer.
	 * @param route where it went
	 * @param sentAt when it was sent
	 * @param declined whether somebody said that it was not begun
	 */
	public synchronized void ended(Route route, long sentAt, boolean declined) {
		if (declined && route instanceof Candidate candidate) {
			candidate.declined(sentAt);
		}
		else if (route instanceof Route.ToGroup group && group.meant()) {
			this.silent.ended(false);
		}
	}

	/**
	 * Says whether the one that was chosen may be asked.
	 * @param forbidden whether everything goes to the queue group
	 * @return whether that is a change
	 */
	public synchronized boolean forbid(boolean forbidden) {
		boolean change = this.forbidden != forbidden;
		this.forbidden = forbidden;
		return change;
	}

	/**
	 * How many responders there are to choose from.
	 * @param now the time
	 * @return those heard of lately
	 */
	public synchronized int known(long now) {
		return (int) this.byName.values().stream().filter((each) -> each.isBelieved(now)).count();
	}

	/**
	 * Whether those who tell are of one group.
	 */
	private boolean canChoose(long now) {
		if (this.forbidden) {
			return false;
		}
		String group = null;
		for (Candidate candidate : this.candidates) {
			if (candidate.isBelieved(now)) {
				if (group != null && !group.equals(candidate.group())) {
					return false;
				}
				group = candidate.group();
			}
		}
		return group != null;
	}

	/**
	 * The best of a few that are drawn from those who are fit; of those who are alike the
	 * first.
	 * @param limited whether only of those who have room
	 */
	private @Nullable Candidate best(Attempt attempt, boolean limited, long now) {
		int count = 0;
		double rates = 0;
		for (Candidate candidate : this.candidates) {
			if (candidate.isBelieved(now) && !attempt.wasDeclinedBy(candidate)
					&& candidate.weigh(attempt, limited, now)) {
				this.fit[count++] = candidate;
				rates += candidate.rate();
			}
		}
		Candidate best = null;
		for (int i = 0; i < Math.min(count, DRAWN); i++) {
			Candidate drawn = draw(i, count, rates);
			rates -= drawn.rate();
			if (best == null || drawn.isBetterThan(best)) {
				best = drawn;
			}
		}
		return best;
	}

	/**
	 * Draws one of those who are fit, the faster ones more likely, and moves it to the
	 * front.
	 * @param from the first that is not drawn yet
	 * @param rates of all that are not
	 */
	private Candidate draw(int from, int count, double rates) {
		double left = this.random.nextDouble() * rates;
		int drawn = from;
		while (drawn < count - 1 && left >= this.fit[drawn].rate()) {
			left -= this.fit[drawn].rate();
			drawn++;
		}
		Candidate chosen = this.fit[drawn];
		this.fit[drawn] = this.fit[from];
		this.fit[from] = chosen;
		return chosen;
	}

	private void left(String instance) {
		if (this.byName.remove(instance) != null) {
			changed();
		}
	}

	private void changed() {
		this.candidates = this.byName.values().toArray(Candidate[]::new);
		this.fit = new Candidate[this.candidates.length];
	}

}
