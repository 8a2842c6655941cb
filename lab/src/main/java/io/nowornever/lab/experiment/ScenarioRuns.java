package io.nowornever.lab.experiment;

import java.util.List;

/**
 * The runs of an experiment.
 *
 * @param all one of each scenario, in the order of the scenarios
 */
record ScenarioRuns(List<ScenarioRun> all) {

	ScenarioRuns {
		all = List.copyOf(all);
	}

	/**
	 * The run of a scenario.
	 * @param scenario its name
	 * @throws NotRunException if it was not run
	 */
	ScenarioRun of(String scenario) {
		return this.all.stream()
			.filter((run) -> run.scenario().name().equals(scenario))
			.findFirst()
			.orElseThrow(() -> new NotRunException(scenario));
	}

	/**
	 * Whether there is a run of a scenario of that name.
	 */
	boolean has(String scenario) {
		return this.all.stream().anyMatch((run) -> run.scenario().name().equals(scenario));
	}

	/**
	 * The run of the only scenario.
	 */
	ScenarioRun only() {
		return this.all.getFirst();
	}

}
