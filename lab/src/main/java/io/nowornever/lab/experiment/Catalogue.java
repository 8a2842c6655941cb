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
	 */
	static List<Experiment> at(Speed speed) {
		return Stream.of(new OriginalExperiments(speed).all(), Tournament.all(speed), FaultExperiments.all(speed))
			.flatMap((experiments) -> experiments)
			.toList();
	}

}
