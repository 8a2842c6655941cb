package io.nowornever.lab.experiment;

import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.ScenarioRunner;
import io.nowornever.lab.scene.Spectator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plays what nobody watches, with the same load each time.
 */
public final class Unwatched {

	private Unwatched() {
	}

	/**
	 * Plays a scenario, in which each request has to be accounted for.
	 * @param scenario the scenario
	 * @return what was seen
	 */
	public static ScenarioRun run(Scenario scenario) {
		try (ScenarioRunner runner = new ScenarioRunner(scenario, 1, new Spectator() {
		})) {
			ScenarioRun run = runner.run();
			assertThat(run.isAccounted())
				.as("accounted, but for %s and %s", run.account().unaccounted(), run.account().violations())
				.isTrue();
			return run;
		}
	}

	/**
	 * Plays an experiment, all its scenarios one after the other.
	 * @param experiment the experiment
	 * @return what it has shown
	 */
	public static Findings run(Experiment experiment) {
		return Findings.of(experiment, new ScenarioRuns(experiment.scenarios().stream().map(Unwatched::run).toList()));
	}

}
