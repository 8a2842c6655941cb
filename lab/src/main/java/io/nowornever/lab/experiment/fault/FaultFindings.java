package io.nowornever.lab.experiment.fault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Expectation;
import io.nowornever.lab.experiment.Finding;
import io.nowornever.lab.ledger.Handling;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.ScenarioRun;

/**
 * What is looked at after more than one kind of fault.
 */
final class FaultFindings {

	/**
	 * What the network held back does no harm when it comes after all.
	 */
	static final Expectation NOTHING_LATE = new Expectation(
			"Nobody begins to work on a request whose budget has ended: what was held back comes to nothing",
			(runs) -> nothingLate(runs.only()));

	private static final double LEAST_WITH_FEWER = 0.95;

	private FaultFindings() {
	}

	/**
	 * Whether enough of what was asked since then was answered.
	 * @param run what was seen
	 * @param from milliseconds since the epoch
	 * @param least which share has to be, 0 to 1
	 */
	static Finding answeredSince(ScenarioRun run, long from, double least) {
		return answered(run.asked(from, Long.MAX_VALUE), least);
	}

	/**
	 * Whether all was answered of what was asked, which has to be something.
	 */
	static Finding allAnswered(Stream<Asked> requests) {
		return answered(requests, 1);
	}

	/**
	 * Whether nothing timed out of what was asked while fewer consumers were there, and
	 * nearly all was answered: those who are left may have no room for a moment, and
	 * refuse.
	 */
	static Finding goesOn(Stream<Asked> requests) {
		List<Asked> asked = requests.toList();
		long answered = asked.stream().filter((each) -> each.outcome() == Outcome.ANSWERED).count();
		long timedOut = asked.stream().filter((each) -> each.outcome() == Outcome.TIMED_OUT).count();
		return Finding.of(timedOut == 0 && !asked.isEmpty() && answered >= LEAST_WITH_FEWER * asked.size(),
				"%d of %d answered, %d timed out", answered, asked.size(), timedOut);
	}

	/**
	 * Whether a consumer answers something within 15 s.
	 * @param run what was seen
	 * @param consumer who
	 * @param from since when, milliseconds since the epoch
	 */
	static Finding answeredBy(ScenarioRun run, String consumer, long from) {
		long answered = run.timeline()
			.worked()
			.stream()
			.filter((each) -> each.consumer().equals(consumer) && each.takenMillis() > from
					&& each.takenMillis() <= from + run.millis(FaultExperiments.RECOVERY)
					&& each.handling() == Handling.ANSWERED)
			.count();
		return Finding.of(answered > 0, "%d answered by it", answered);
	}

	/**
	 * Whether nobody began to work on a request whose budget had ended.
	 */
	private static Finding nothingLate(ScenarioRun run) {
		Map<String, Long> ends = new HashMap<>();
		run.notAnswered()
			.forEach((each) -> ends.put(String.valueOf(each.task()),
					each.startedMillis() + run.millis(Scenario.BUDGET)));
		long late = run.timeline()
			.worked()
			.stream()
			.filter((each) -> each.takenMillis() > ends.getOrDefault(String.valueOf(each.task()), Long.MAX_VALUE))
			.count();
		return Finding.of(late == 0, "%d of %d", late, ends.size());
	}

	private static Finding answered(Stream<Asked> requests, double least) {
		List<Asked> asked = requests.toList();
		long answered = asked.stream().filter((each) -> each.outcome() == Outcome.ANSWERED).count();
		return Finding.of(!asked.isEmpty() && answered >= least * asked.size(), "%d of %d answered", answered,
				asked.size());
	}

}
