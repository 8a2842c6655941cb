package io.nowornever.lab.experiment;

import java.util.function.Function;

/**
 * What is expected of an experiment, said before it runs.
 *
 * @param statement what holds
 * @param check looks whether it does
 */
record Expectation(String statement, Function<ScenarioRuns, Finding> check) {

	/**
	 * Whether an expectation held.
	 *
	 * @param statement what was expected
	 * @param held whether it held
	 * @param seen the figures that decided it
	 */
	record Verdict(String statement, boolean held, String seen) {
	}

	Verdict judge(ScenarioRuns runs) {
		Finding finding = this.check.apply(runs);
		return new Verdict(this.statement, finding.held(), finding.seen());
	}

}
