package io.nowornever.lab.experiment;

import java.util.List;

import io.nowornever.lab.scene.ScenarioRun;

/**
 * The runs of an experiment.
 *
 * @param all one of each scenario, in the order of the scenarios
 */
public record ScenarioRuns(List<ScenarioRun> all) {

	/**
	 * Makes the list unmodifiable.
	 */
	public ScenarioRuns {
		all = List.copyOf(all);
	}

	/**
	 * The run of a scenario.
	 * @param scenario its name
	 * @return the run
	 * @throws NotRunException if it was not run
	 */
	public ScenarioRun of(String scenario) {
		return this.all.stream()
			.filter((run) -> run.scenario().name().equals(scenario))
			.findFirst()
			.orElseThrow(() -> new NotRunException(scenario));
	}

	/**
	 * Whether there is a run of a scenario.
	 * @param scenario its name
	 * @return {@code false} if it was not run
	 */
	public boolean has(String scenario) {
		return this.all.stream().anyMatch((run) -> run.scenario().name().equals(scenario));
	}

	/**
	 * The run of the only scenario.
	 * @return the run
	 */
	public ScenarioRun only() {
		return this.all.getFirst();
	}

}
