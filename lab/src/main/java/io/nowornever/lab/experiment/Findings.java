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
public record Findings(Experiment experiment, ScenarioRuns runs, List<Verdict> verdicts) {

	/**
	 * Makes the list unmodifiable.
	 */
	public Findings {
		verdicts = List.copyOf(verdicts);
	}

	/**
	 * Looks at what was seen.
	 * @param experiment the experiment
	 * @param runs what was seen, of all its scenarios or of some
	 * @return what that shows
	 */
	public static Findings of(Experiment experiment, ScenarioRuns runs) {
		return new Findings(experiment, runs,
				experiment.expectations().stream().flatMap((expectation) -> expectation.judge(runs).stream()).toList());
	}

	/**
	 * Whether its expectations held.
	 * @return {@code true} if all that could be judged held
	 */
	public boolean haveHeld() {
		return this.verdicts.stream().allMatch(Verdict::held);
	}

}
