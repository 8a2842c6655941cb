package io.nowornever.lab.control;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nowornever.lab.ledger.LiveLedger.Told;
import io.nowornever.lab.ledger.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The ways of the requests under way, of those that ended a moment ago, and of the last
 * that were not answered.
 */
final class Ways {

	static final int MOST_UNANSWERED = 1_000;

	/**
	 * The other side's journal may tell of it a moment later.
	 */
	private static final long KEPT_MILLIS = 5_000;

	/**
	 * What no producer has started by then belongs to one whose journal is not read.
	 */
	private static final long FOREIGN_MILLIS = 60_000;

	private final Map<String, Way> ways = new HashMap<>();

	private final Deque<Ending> answered = new ArrayDeque<>();

	private final Deque<Ending> begun = new ArrayDeque<>();

	private final Map<String, Way> unanswered = new LinkedHashMap<>();

	/**
	 * Adds what happened to a request.
	 * @return its way
	 */
	@Nullable Way add(Told told) {
		String task = told.event().task();
		if (task == null) {
			return null;
		}
		Way known = this.unanswered.get(task);
		if (known == null) {
			known = this.ways.get(task);
		}
		if (known == null) {
			known = new Way(task);
			this.ways.put(task, known);
			this.begun.add(new Ending(task, told.atMillis() + FOREIGN_MILLIS));
		}
		boolean wasOpen = known.outcome() == null;
		known.add(told);
		if (wasOpen && known.outcome() != null) {
			end(known);
		}
		return known;
	}

	/**
	 * Forgets what is over.
	 */
	void forget(long nowMillis) {
		forget(this.answered, nowMillis);
		forget(this.begun, nowMillis);
	}

	private void forget(Deque<Ending> endings, long nowMillis) {
		for (Ending next = endings.peek(); next != null && next.atMillis() < nowMillis; next = endings.peek()) {
			endings.remove();
			Way way = this.ways.get(next.task());
			if (way != null && (way.outcome() != null || way.producer().isEmpty())) {
				this.ways.remove(next.task());
			}
		}
	}

	/**
	 * Those without an outcome, and some others.
	 */
	Collection<Way> recent() {
		return this.ways.values();
	}

	/**
	 * The last that were not answered, the newest first.
	 */
	List<Way> unanswered() {
		List<Way> newest = new ArrayList<>(this.unanswered.values());
		Collections.reverse(newest);
		return newest;
	}

	@Nullable Way of(String task) {
		Way way = this.unanswered.get(task);
		return (way != null) ? way : this.ways.get(task);
	}

	private void end(Way way) {
		if (way.outcome() == Outcome.ANSWERED) {
			this.answered.add(new Ending(way.task(), way.settledMillis() + KEPT_MILLIS));
			return;
		}
		this.ways.remove(way.task());
		this.unanswered.put(way.task(), way);
		if (this.unanswered.size() > MOST_UNANSWERED) {
			this.unanswered.remove(this.unanswered.keySet().iterator().next());
		}
	}

	private record Ending(String task, long atMillis) {
	}

}
