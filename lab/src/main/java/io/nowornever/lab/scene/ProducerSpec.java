package io.nowornever.lab.scene;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A producer of an experiment: it asks at random gaps, from nothing to a longest, all
 * being equally likely.
 *
 * @param name what it is called
 * @param longestGap the longest gap
 * @param window how many of its requests may be in flight
 * @param balancing whether it chooses who answers; otherwise the queue group does
 * @param critical which share of its requests is critical, 0 to 1
 * @param sheddable which share of them is sheddable
 */
public record ProducerSpec(String name, Duration longestGap, int window, boolean balancing, double critical,
		double sheddable) {

	private static final int USUAL_WINDOW = 10_000;

	private static final Duration PAUSE = Duration.ofSeconds(10);

	private static final Duration SHORTEST_DELAY = Duration.ofMillis(1);

	/**
	 * So many of the original's, called {@code producer-1} and so on: a request every 0
	 * to 1.5 s each.
	 * @param count how many
	 * @return producers that choose who answers
	 */
	public static List<ProducerSpec> originals(int count) {
		return IntStream.rangeClosed(1, count)
			.mapToObj((number) -> of("producer-" + number, Duration.ofMillis(1500)))
			.toList();
	}

	/**
	 * One that asks so often on average.
	 * @param name what it is called
	 * @param perSecond how many requests a second, in the original's time
	 * @return one that chooses who answers
	 */
	public static ProducerSpec asking(String name, double perSecond) {
		return of(name, Duration.ofNanos(Math.round(2e9 / perSecond)));
	}

	private static ProducerSpec of(String name, Duration longestGap) {
		return new ProducerSpec(name, longestGap, USUAL_WINDOW, true, 0, 0);
	}

	/**
	 * The same with fewer or more requests in flight at the most.
	 * @param requests how many
	 * @return a producer that is like this one but for that
	 */
	public ProducerSpec withWindow(int requests) {
		return new ProducerSpec(this.name, this.longestGap, requests, this.balancing, this.critical, this.sheddable);
	}

	/**
	 * The same, but the queue group chooses who answers.
	 * @return a producer that is like this one but for that
	 */
	public ProducerSpec withoutBalancing() {
		return new ProducerSpec(this.name, this.longestGap, this.window, false, this.critical, this.sheddable);
	}

	/**
	 * The same, but so many of its requests are critical, and so many sheddable.
	 * @param someCritical which share is critical, 0 to 1
	 * @param someSheddable which share is sheddable
	 * @return a producer that is like this one but for that
	 */
	public ProducerSpec withCriticality(double someCritical, double someSheddable) {
		return new ProducerSpec(this.name, this.longestGap, this.window, this.balancing, someCritical, someSheddable);
	}

	List<String> settings(Speed speed, long seed) {
		return List.of("--producer.load.max-gap=" + ConsumerSpec.nanos(speed.real(this.longestGap)),
				"--producer.load.seed=" + seed, "--producer.max-in-flight=" + this.window,
				"--producer.balance=" + (this.balancing ? "least-wait" : "group"),
				"--producer.load.critical=" + this.critical, "--producer.load.sheddable=" + this.sheddable,
				"--producer.timeout=" + ConsumerSpec.nanos(speed.real(Scenario.BUDGET)),
				"--producer.retry.min-delay=" + ConsumerSpec.nanos(speed.real(Duration.ofMillis(20), SHORTEST_DELAY)),
				"--producer.retry.max-delay=" + ConsumerSpec.nanos(speed.real(Duration.ofSeconds(1))),
				"--producer.retry.per-second=" + 10 * speed.factor(),
				"--producer.backoff.initial=" + ConsumerSpec.nanos(speed.real(PAUSE)),
				"--producer.backoff.max=" + ConsumerSpec.nanos(speed.real(PAUSE)), "--producer.backoff.multiplier=1",
				"--producer.backoff.jitter=0");
	}

}
