package io.nowornever.lab.experiment;

import java.util.List;
import java.util.Locale;

import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;

/**
 * What looking at an expectation gave.
 *
 * @param held whether it held
 * @param seen the figures that decided it
 */
record Finding(boolean held, String seen) {

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
		List<Asked> asked = run.asked(from, Long.MAX_VALUE).toList();
		long answered = asked.stream().filter((each) -> each.outcome() == Outcome.ANSWERED).count();
		return of(!asked.isEmpty() && answered >= least * asked.size(), "%d of %d answered", answered, asked.size());
	}

}
