package io.nowornever.lab.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which processes a demo has.
 *
 * @param producers how many ask
 * @param rate requests a second of each producer, or {@code null} for random gaps
 * @param timeout the budget of a request
 * @param slow how many consumers are slow
 * @param slowWork how long they take for a task
 * @param fast how many consumers are fast
 * @param fastWork how long they take for a task
 * @param overload what consumers do with more than they can work on, or {@code null} for
 * their default
 * @param durable whether a stream keeps the requests
 */
record Plan(int producers, @Nullable Double rate, Duration timeout, int slow, Durations slowWork, int fast,
		Durations fastWork, @Nullable String overload, boolean durable) {

	/**
	 * The shortest time for which a stream can keep a request.
	 */
	static final Duration SHORTEST_KEPT = Duration.ofMillis(100);

	private static final Duration TARGET_WAIT = Duration.ofSeconds(1);

	List<ProcessSpec> producerSpecs() {
		List<String> settings = new ArrayList<>(List.of("--producer.timeout=" + millis(this.timeout)));
		settings.addAll(deliverySettings());
		if (this.rate != null) {
			settings.add("--producer.load.rate=" + this.rate);
		}
		return specs("producer", this.producers, settings);
	}

	List<ProcessSpec> consumerSpecs() {
		List<ProcessSpec> specs = new ArrayList<>(specs("slow", this.slow, workSettings(this.slowWork)));
		specs.addAll(specs("fast", this.fast, workSettings(this.fastWork)));
		return specs;
	}

	private List<String> workSettings(Durations work) {
		List<String> settings = new ArrayList<>(List.of("--consumer.work.min=" + millis(work.min()),
				"--consumer.work.max=" + millis(work.max()), "--consumer.max-age=" + millis(this.timeout)));
		settings.addAll(deliverySettings());
		if (this.overload != null) {
			settings.add("--consumer.overload=" + this.overload);
		}
		return settings;
	}

	private List<String> deliverySettings() {
		if (!this.durable) {
			return List.of();
		}
		Duration target = (this.timeout.compareTo(TARGET_WAIT) < 0) ? this.timeout : TARGET_WAIT;
		return List.of("--delivery=durable", "--durable.max-age=" + millis(this.timeout),
				"--durable.target-wait=" + millis(target));
	}

	private static List<ProcessSpec> specs(String kind, int count, List<String> settings) {
		List<ProcessSpec> specs = new ArrayList<>();
		for (int number = 1; number <= count; number++) {
			specs.add(new ProcessSpec(kind + "-" + number, settings.toArray(String[]::new)));
		}
		return specs;
	}

	private static String millis(Duration duration) {
		return duration.toMillis() + "ms";
	}

	/**
	 * One process.
	 *
	 * @param name what it is called
	 * @param settings its settings
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record ProcessSpec(String name, String[] settings) {
	}

}
