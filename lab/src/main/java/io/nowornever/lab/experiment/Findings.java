package io.nowornever.lab.experiment;

import java.util.List;

/**
 * What an experiment has shown.
 *
 * @param experiment the experiment
 * @param runs what was seen
 * @param verdicts whether its expectations held, in their order, as far as what they look
 * at was run
 */
record Findings(Experiment experiment, ScenarioRuns runs, List<Verdict> verdicts) {

	Findings {
		verdicts = List.copyOf(verdicts);
	}

	/**
	 * Looks at what was seen.
	 */
	static Findings of(Experiment experiment, ScenarioRuns runs) {
		return new Findings(experiment, runs,
				experiment.expectations().stream().flatMap((expectation) -> expectation.judge(runs).stream()).toList());
	}

	boolean haveHeld() {
		return this.verdicts.stream().allMatch(Verdict::held);
	}

}
