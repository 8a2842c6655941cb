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
 */
record Plan(int producers, @Nullable Double rate, Duration timeout, int slow, Durations slowWork, int fast,
		Durations fastWork, @Nullable String overload) {

	List<ProcessSpec> producerSpecs() {
		List<String> settings = new ArrayList<>(List.of("--producer.timeout=" + millis(this.timeout)));
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
		if (this.overload != null) {
			settings.add("--consumer.overload=" + this.overload);
		}
		return settings;
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
