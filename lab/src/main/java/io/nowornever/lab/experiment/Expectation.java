package io.nowornever.lab.experiment;

import java.util.Optional;
import java.util.function.Function;

/**
 * What is expected of an experiment, said before it runs.
 *
 * @param statement what holds
 * @param check looks whether it does
 */
public record Expectation(String statement, Function<ScenarioRuns, Finding> check) {

	/**
	 * Looks whether it held.
	 * @param runs what was seen
	 * @return empty if what it looks at was not run
	 */
	Optional<Verdict> judge(ScenarioRuns runs) {
		try {
			Finding finding = this.check.apply(runs);
			return Optional.of(new Verdict(this.statement, finding.held(), finding.seen()));
		}
		catch (NotRunException ex) {
			return Optional.empty();
		}
	}

}
