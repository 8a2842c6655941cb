package io.nowornever.lab.scene;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * With which settings the services of a scenario are started.
 *
 * @param scenario the scenario
 * @param linkTiming how soon a broken link is noticed
 * @param seed makes load and work the same ones each time
 */
record ServiceSettings(Scenario scenario, LinkTiming linkTiming, long seed) {

	/**
	 * A producer ends as soon as its requests have, at the end of their budgets; on a
	 * busy machine that takes as long as it takes, or they would not be accounted for.
	 */
	private static final Duration PRODUCERS_GRACE = Duration.ofSeconds(60);

	/**
	 * A consumer that does nothing about overload has a backlog that would take minutes.
	 */
	private static final Duration CONSUMERS_MARGIN = Duration.ofSeconds(1);

	String[] of(ConsumerSpec spec, Path journal) {
		return all(spec.settings(this.scenario.speed(), this.seed),
				this.scenario.speed().real(Scenario.BUDGET).plus(CONSUMERS_MARGIN), journal);
	}

	/**
	 * Those of a producer.
	 * @param spec who
	 * @param number makes its load another than that of the others
	 * @param journal its journal
	 */
	String[] of(ProducerSpec spec, int number, Path journal) {
		return all(spec.settings(this.scenario.speed(), this.seed + number), PRODUCERS_GRACE, journal);
	}

	/**
	 * Those of the one that makes streams where consumers may not.
	 */
	String[] operator() {
		return common().toArray(String[]::new);
	}

	private String[] all(List<String> own, Duration grace, Path journal) {
		return Stream.concat(Stream.concat(own.stream(),
				Stream.of("--spring.lifecycle.timeout-per-shutdown-phase=" + grace.toMillis() + "ms",
						"--journal.file=" + journal)),
				common())
			.toArray(String[]::new);
	}

	private Stream<String> common() {
		return Stream.concat(this.linkTiming.settings().stream(),
				this.scenario.delivery().settings(this.scenario.speed()).stream());
	}

}
