package io.nowornever.lab.experiment.run;

import java.util.List;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.fault.FaultExperiments;
import io.nowornever.lab.experiment.original.OriginalExperiments;
import io.nowornever.lab.experiment.tournament.BalancedExperiments;
import io.nowornever.lab.experiment.tournament.Tournament;
import io.nowornever.lab.scene.Speed;

/**
 * All experiments.
 */
final class Catalogue {

	/**
	 * How often something is killed again and again, where nothing else is said.
	 */
	static final int USUAL_KILLS = 20;

	private Catalogue() {
	}

	/**
	 * All experiments, in the order in which they are best read.
	 * @param speed how fast they run
	 * @param kills how often something is killed where that happens again and again
	 */
	static List<Experiment> at(Speed speed, int kills) {
		return Stream
			.of(OriginalExperiments.all(speed), Tournament.all(speed), BalancedExperiments.all(speed),
					FaultExperiments.all(speed, kills))
			.flatMap((experiments) -> experiments)
			.toList();
	}

}
