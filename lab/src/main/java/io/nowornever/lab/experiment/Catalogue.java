package io.nowornever.lab.experiment;

import java.util.List;
import java.util.stream.Stream;

/**
 * All experiments.
 */
final class Catalogue {

	private Catalogue() {
	}

	/**
	 * All experiments, in the order in which they are best read.
	 * @param speed how fast they run
	 * @param kills how often something is killed where that happens again and again
	 */
	static List<Experiment> at(Speed speed, int kills) {
		return Stream
			.of(new OriginalExperiments(speed).all(), Tournament.all(speed), new BalancedExperiments(speed).all(),
					FaultExperiments.all(speed), new DurableFaults(speed, kills).all())
			.flatMap((experiments) -> experiments)
			.toList();
	}

}
