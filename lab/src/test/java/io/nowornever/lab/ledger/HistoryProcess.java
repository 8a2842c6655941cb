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

	private final List<Incarnation> runs = new ArrayList<>();

	HistoryProcess(String who, int runs, Random random) {
		this.who = who;
		this.random = random;
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
	 * One run of it.
	 */
	static final class Incarnation {

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

		void tell(String line) {
			this.lines.add(line);
		}

	}

}
