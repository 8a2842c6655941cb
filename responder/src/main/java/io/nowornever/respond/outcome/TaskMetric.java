package io.nowornever.respond.outcome;

import java.time.Duration;

/**
 * The names and tags of the answering side's metrics.
 */
public enum TaskMetric {

	/**
	 * Counter: requests that came here, by {@link #OUTCOME}.
	 */
	HANDLED("task.handled", "Requests that came here, by what became of them"),

	/**
	 * Timer: a request's age when a worker picked it up.
	 */
	AGE("task.age", "Age of a request when a worker picked it up"),

	/**
	 * Timer: how long the handler worked.
	 */
	WORK("task.work", "How long the handler worked"),

	/**
	 * Gauge: requests waiting here, in this process.
	 */
	BACKLOG("task.backlog", "Requests waiting here"),

	/**
	 * Gauge: the work that the backlog means, in seconds until a newcomer's turn.
	 */
	BACKLOG_SECONDS("task.backlog.seconds", "Seconds of work that wait here"),

	/**
	 * Gauge: 1 while this consumer is in the queue group, else 0.
	 */
	GATE_OPEN("task.gate.open", "1 while this consumer is in the queue group"),

	/**
	 * Counter: how often the consumer left the queue group because it held enough.
	 */
	GATE_CLOSINGS("task.gate.closings", "How often the gate closed"),

	/**
	 * Gauge: how long a request that comes now waits for its turn, as adverts tell it.
	 */
	WAIT_SECONDS("task.wait.seconds", "Seconds until the turn of a request that comes now"),

	/**
	 * Gauge: how long a request may wait here, as adverts tell it.
	 */
	WAIT_LIMIT_SECONDS("task.wait.limit.seconds", "Seconds that a request may wait here"),

	/**
	 * Counter: adverts of this consumer's load.
	 */
	ADVERTS("task.adverts", "Adverts of this consumer's load"),

	/**
	 * Counter: requests whose requester had chosen this consumer.
	 */
	CHOSEN("task.chosen", "Requests whose requester had chosen this consumer"),

	/**
	 * Counter: requests whose stamp showed that two clocks disagree.
	 */
	CLOCK_SKEWED("task.clock.skewed", "Requests whose stamp showed that two clocks disagree"),

	/**
	 * Gauge: by how many seconds this machine's clock is ahead of those of all requesters
	 * alike.
	 */
	CLOCK_OFFSET("task.clock.offset.seconds", "Seconds by which this clock is ahead of all requesters'"),

	/**
	 * Counter: durable requests that had been given to somebody before.
	 */
	REDELIVERIES("task.redeliveries", "Durable requests that had been given to somebody before"),

	/**
	 * Timer: from a durable request's reply to its confirmation by the requester.
	 */
	CONFIRM("task.reply.confirm", "From a durable request's reply to its confirmation"),

	/**
	 * Gauge: durable requests that wait in the stream, as of the last one that came or
	 * did not come.
	 */
	STREAM_PENDING("task.stream.pending", "Requests that wait in the stream");

	/**
	 * Tag of all: the subject on which requests come.
	 */
	public static final String SUBJECT = "subject";

	/**
	 * Tag of all: the queue group.
	 */
	public static final String GROUP = "group";

	/**
	 * Tag of all, unless the application answers on one subject only, in core mode:
	 * {@code core} or {@code durable}.
	 */
	public static final String DELIVERY = "delivery";

	/**
	 * Tag of {@link #HANDLED}: the tag of a {@link TaskOutcome}.
	 */
	public static final String OUTCOME = "outcome";

	private static final Duration[] BUCKETS = { Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
			Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
			Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMillis(2500), Duration.ofSeconds(3),
			Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(10) };

	private static final Duration[] SHORT_BUCKETS = { Duration.ofNanos(500_000), Duration.ofMillis(1),
			Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(30),
			Duration.ofMillis(120), Duration.ofMillis(400), Duration.ofSeconds(1) };

	private final String meterName;

	private final String description;

	TaskMetric(String meterName, String description) {
		this.meterName = meterName;
		this.description = description;
	}

	/**
	 * The meter's name.
	 * @return the name in Micrometer's form
	 */
	public String meterName() {
		return this.meterName;
	}

	/**
	 * What the meter shows.
	 * @return one line
	 */
	public String description() {
		return this.description;
	}

	/**
	 * The upper limits of the buckets of {@link #AGE} and {@link #WORK}.
	 * @return 5 ms to 10 s, with the default budget of 5 s among them
	 */
	static Duration[] buckets() {
		return BUCKETS.clone();
	}

	/**
	 * The upper limits of the buckets of {@link #CONFIRM}: a broker in health takes less
	 * than a millisecond for it.
	 * @return 0.5 ms to 1 s
	 */
	static Duration[] shortBuckets() {
		return SHORT_BUCKETS.clone();
	}

}
