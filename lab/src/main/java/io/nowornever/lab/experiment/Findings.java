package io.nowornever.lab.experiment;

import java.util.List;

/**
 * What an experiment has shown.
 *
 * @param experiment the experiment
 * @param courses what was seen
 * @param verdicts whether its expectations held, in their order
 */
record Findings(Experiment experiment, Courses courses, List<Expectation.Verdict> verdicts) {

	Findings {
		verdicts = List.copyOf(verdicts);
	}

	/**
	 * Looks at what was seen.
	 */
	static Findings of(Experiment experiment, Courses courses) {
		return new Findings(experiment, courses,
				experiment.expectations().stream().map((expectation) -> expectation.judge(courses)).toList());
	}

	boolean haveHeld() {
		return this.verdicts.stream().allMatch(Expectation.Verdict::held);
	}

}
