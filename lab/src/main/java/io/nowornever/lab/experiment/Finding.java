package io.nowornever.lab.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.nowornever.lab.ledger.Handling;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;

/**
 * What looking at an expectation gave.
 *
 * @param held whether it held
 * @param seen the figures that decided it
 */
record Finding(boolean held, String seen) {

	private static final double LEAST_WITH_FEWER = 0.95;

	/**
	 * A finding whose figures are formatted without regard to the machine's language.
	 */
	@SuppressWarnings("AnnotateFormatMethod") // no dependency for one annotation
	static Finding of(boolean held, String format, Object... figures) {
		return new Finding(held, String.format(Locale.ROOT, format, figures));
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
		return of(timedOut == 0 && !asked.isEmpty() && answered >= LEAST_WITH_FEWER * asked.size(),
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
		return of(answered > 0, "%d answered by it", answered);
	}

	/**
	 * Whether nobody began to work on a request whose budget had ended.
	 */
	static Finding nothingLate(ScenarioRun run) {
		Map<String, Long> ends = new HashMap<>();
		run.notAnswered()
			.forEach((each) -> ends.put(String.valueOf(each.task()),
					each.startedMillis() + run.millis(Scenario.BUDGET)));
		long late = run.timeline()
			.worked()
			.stream()
			.filter((each) -> each.takenMillis() > ends.getOrDefault(String.valueOf(each.task()), Long.MAX_VALUE))
			.count();
		return of(late == 0, "%d of %d", late, ends.size());
	}

	private static Finding answered(Stream<Asked> requests, double least) {
		List<Asked> asked = requests.toList();
		long answered = asked.stream().filter((each) -> each.outcome() == Outcome.ANSWERED).count();
		return of(!asked.isEmpty() && answered >= least * asked.size(), "%d of %d answered", answered, asked.size());
	}

}
