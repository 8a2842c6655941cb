package io.nowornever.lab.experiment;

import java.time.Duration;
import java.util.List;

/**
 * One set-up of an experiment and what happens in it.
 *
 * @param name tells it from the experiment's other scenes
 * @param speed how much faster than the original it runs
 * @param consumers who answers from the beginning
 * @param producers who asks
 * @param settling how long after the beginning its figures begin, for what takes its time
 * to become steady, in real time; if that is zero, all requests count, otherwise only
 * those of the steady time, which ends one budget before the end: what is asked later
 * finds a line that nobody lengthens any more
 * @param dense whether services have thousands of requests a second
 * @param script what happens while producers ask; when it ends, so does the scene
 */
record Scene(String name, Speed speed, List<ConsumerPart> consumers, List<ProducerPart> producers, Duration settling,
		boolean dense, Script script) {

	/**
	 * The time that each request has.
	 */
	static final Duration BUDGET = Duration.ofSeconds(5);

	/**
	 * What happens in a scene.
	 */
	@FunctionalInterface
	interface Script {

		/**
		 * Makes it happen.
		 * @param stage where
		 */
		void play(Stage stage);

	}

	Scene {
		consumers = List.copyOf(consumers);
		producers = List.copyOf(producers);
	}

	/**
	 * A scene whose figures begin with its first request.
	 */
	static Scene of(String name, Speed speed, List<ConsumerPart> consumers, List<ProducerPart> producers,
			Script script) {
		return new Scene(name, speed, consumers, producers, Duration.ZERO, false, script);
	}

	/**
	 * Whether its figures are measured, and not only what happens in it is looked at.
	 */
	boolean isMeasured() {
		return !this.settling.isZero();
	}

	/**
	 * How many tasks a second all consumers together can do.
	 */
	static double capacity(List<ConsumerPart> consumers) {
		return consumers.stream().mapToDouble(ConsumerPart::capacity).sum();
	}

}
