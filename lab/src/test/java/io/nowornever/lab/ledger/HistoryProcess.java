package io.nowornever.lab.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A process of a history with all its runs, which share a journal.
 */
final class HistoryProcess {

	private final String who;

	private final Random random;

	private final HistoryClock clock;

	private final List<Incarnation> runs = new ArrayList<>();

	HistoryProcess(String who, int runs, Random random, HistoryClock clock) {
		this.who = who;
		this.random = random;
		this.clock = clock;
		for (int number = 0; number < runs; number++) {
			this.runs.add(new Incarnation(random.nextBoolean()));
		}
	}

	Incarnation anyRun() {
		return this.runs.get(this.random.nextInt(this.runs.size()));
	}

	/**
	 * The lines of all runs: each run's in random order, with something unknown among
	 * them, and what a kill left of a line at the end.
	 */
	List<String> journal(String role) {
		JournalText journal = new JournalText();
		for (Incarnation run : this.runs) {
			journal.opened(role, this.who);
			List<String> lines = new ArrayList<>(run.lines);
			lines.add("{\"at\":1,\"event\":\"paused\",\"task\":\"task-1\"}");
			Collections.shuffle(lines, this.random);
			lines.forEach(journal::line);
			if (run.isOrderly()) {
				journal.closed();
			}
		}
		if (!this.runs.getLast().isOrderly()) {
			journal.torn("{\"at\":1,\"event\":\"settled\",\"task\":\"task-1\",\"outc");
		}
		return journal.lines();
	}

	/**
	 * The same journal in parts, the oldest first. Within a part each run's lines are in
	 * random order; whatever is told in a part happened before what the next one tells.
	 */
	List<List<String>> parts(String role) {
		List<List<String>> parts = new ArrayList<>();
		JournalText part = new JournalText();
		for (int number = 0; number < this.runs.size(); number++) {
			Incarnation run = this.runs.get(number);
			String id = this.who + "-run-" + number;
			part.opened(role, this.who, id, 1, 0);
			int begun = 1;
			for (List<String> lines : run.pieces()) {
				if (begun > 1) {
					parts.add(part.lines());
					part = new JournalText().opened(role, this.who, id, begun, latest(parts));
				}
				Collections.shuffle(lines, this.random);
				lines.forEach(part::line);
				begun++;
			}
			if (run.isOrderly()) {
				part.closed();
			}
		}
		parts.add(part.lines());
		return parts;
	}

	/**
	 * No earlier than what was told up to now.
	 */
	private static long latest(List<List<String>> parts) {
		return parts.stream().flatMap(List::stream).mapToLong(HistoryClock::read).max().orElse(0);
	}

	/**
	 * One run of it.
	 */
	final class Incarnation {

		private final boolean orderly;

		private final List<String> lines = new ArrayList<>();

		Incarnation(boolean orderly) {
			this.orderly = orderly;
		}

		/**
		 * Whether it is not killed.
		 */
		boolean isOrderly() {
			return this.orderly;
		}

		/**
		 * Its lines in the order in which they were told, cut at random.
		 */
		private List<List<String>> pieces() {
			List<List<String>> pieces = new ArrayList<>(List.of(new ArrayList<>()));
			for (String line : this.lines) {
				if (HistoryProcess.this.random.nextInt(15) == 0) {
					pieces.add(new ArrayList<>());
				}
				pieces.getLast().add(line);
			}
			return pieces;
		}

		void tell(String line) {
			this.lines.add(HistoryProcess.this.clock.stamp(line));
		}

	}

}
