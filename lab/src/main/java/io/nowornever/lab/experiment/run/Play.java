package io.nowornever.lab.experiment.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.nowornever.lab.experiment.Expectation;
import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Experiment.Layout;
import io.nowornever.lab.experiment.Findings;
import io.nowornever.lab.experiment.ScenarioRuns;
import io.nowornever.lab.experiment.Verdict;
import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.ScenarioRunner;
import io.nowornever.lab.scene.Spectator;
import io.nowornever.lab.scene.Speed;

/**
 * An experiment that somebody watches, at the original's speed or faster. Tournaments,
 * which take hours, are none.
 */
public final class Play {

	private static final long SEED = 1;

	private final Experiment experiment;

	private final double speed;

	private Play(Experiment experiment, double speed) {
		this.experiment = experiment;
		this.speed = speed;
	}

	/**
	 * All that can be watched.
	 * @param speed how much faster than the original, 1 to 10
	 * @return in the order in which they are best seen
	 */
	public static List<Play> all(double speed) {
		return Catalogue.at(new Speed(speed), Catalogue.USUAL_KILLS)
			.stream()
			.filter((experiment) -> experiment.layout() == Layout.SCENARIOS)
			.map((experiment) -> new Play(experiment, speed))
			.toList();
	}

	/**
	 * What it is called.
	 * @return as on the command line
	 */
	public String name() {
		return this.experiment.name();
	}

	/**
	 * How fast it is played.
	 * @return how much faster than the original; what the experiment says is in the
	 * original's time
	 */
	public double speed() {
		return this.speed;
	}

	/**
	 * What is done, and why.
	 * @return a sentence or two
	 */
	public String purpose() {
		return this.experiment.purpose();
	}

	/**
	 * What is expected of it.
	 * @return in the order of the verdicts
	 */
	public List<String> expectations() {
		return this.experiment.expectations().stream().map(Expectation::statement).toList();
	}

	/**
	 * Plays it to its end. Interrupt the thread to end it before.
	 * @param spectator is told what happens
	 * @param judged is told after each scene which expectations can be judged by now
	 * @throws io.nowornever.testbed.TestbedException if it cannot go on, or the thread
	 * was interrupted
	 */
	public void run(Spectator spectator, Consumer<List<Verdict>> judged) {
		List<ScenarioRun> runs = new ArrayList<>();
		for (Scenario scenario : this.experiment.scenarios()) {
			try (ScenarioRunner runner = new ScenarioRunner(scenario, SEED, spectator)) {
				runs.add(runner.run());
			}
			judged.accept(Findings.of(this.experiment, new ScenarioRuns(runs)).verdicts());
		}
	}

}
