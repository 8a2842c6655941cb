package io.nowornever.lab.experiment.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Findings;
import io.nowornever.lab.experiment.ScenarioRuns;
import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.ScenarioRunner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * Runs experiments, and says beforehand what each expects and afterwards whether it held.
 *
 * @param out where to
 * @param ansi whether with colours
 * @param seed makes load and work the same ones each time
 * @param journals the folder in which journals are kept, by experiment and scene; null
 * where they go with the experiment
 */
record ExperimentRunner(PrintWriter out, Ansi ansi, long seed, @Nullable Path journals) {

	/**
	 * Runs an experiment.
	 * @param experiment the experiment
	 * @return what it has shown
	 */
	Findings run(Experiment experiment) {
		this.out.println(this.ansi.string("@|bold " + experiment.name() + "|@: ") + experiment.purpose());
		this.out.println("Expected:");
		experiment.expectations().forEach((expectation) -> this.out.println("  - " + expectation.statement()));
		Progress progress = Progress.of(this.out, experiment.scenarios().size());
		List<ScenarioRun> runs = run(experiment, progress);
		progress.end();
		Findings findings = Findings.of(experiment, new ScenarioRuns(runs));
		this.out.println("Seen:");
		findings.verdicts()
			.forEach((verdict) -> this.out
				.println(this.ansi.string("  " + (verdict.held() ? "@|green held    |@" : "@|red FAILED  |@")
						+ verdict.statement() + ": @|faint " + verdict.seen() + "|@")));
		this.out.println();
		return findings;
	}

	/**
	 * Runs all scenarios; then again those during which the machine was disturbed, as
	 * disturbances pass. The quietest run counts, whatever was seen in it.
	 */
	private List<ScenarioRun> run(Experiment experiment, Progress progress) {
		List<Scenario> scenarios = experiment.scenarios();
		List<ScenarioRun> runs = new ArrayList<>();
		for (int i = 0; i < scenarios.size(); i++) {
			progress.begin(scenarios.get(i).name(), i + 1);
			runs.add(run(experiment, i, progress));
		}
		for (int tries = 2; tries <= ScenarioRun.MOST_RUNS; tries++) {
			for (int i = 0; i < runs.size(); i++) {
				ScenarioRun quietest = runs.get(i);
				if (quietest.stolen() > ScenarioRun.MOST_STOLEN) {
					progress.again(scenarios.get(i).name(), i + 1, quietest.stolen());
					ScenarioRun another = run(experiment, i, progress);
					runs.set(i, (another.stolen() < quietest.stolen()) ? another : quietest);
				}
			}
		}
		return runs;
	}

	private ScenarioRun run(Experiment experiment, int scene, Progress progress) {
		try (ScenarioRunner runner = new ScenarioRunner(experiment.scenarios().get(scene), this.seed, progress)) {
			ScenarioRun run = runner.run();
			if (this.journals != null) {
				runner.keepJournals(this.journals.resolve(experiment.name() + "-" + (scene + 1)));
			}
			return run;
		}
	}

}
