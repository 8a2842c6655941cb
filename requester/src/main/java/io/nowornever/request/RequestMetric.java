package io.nowornever.request;

import java.time.Duration;

/**
 * The names and tags of the asking side's metrics.
 */
public enum RequestMetric {

	/**
	 * Timer: from when a request should have left to its outcome, by {@link #OUTCOME}.
	 */
	REQUEST("task.request", "From when a request should have left to its outcome"),

	/**
	 * Timer: the same, by {@link #CRITICALITY} and {@link #OUTCOME}.
	 */
	CLASS("task.request.class", "From when a request should have left to its outcome, by how much depends on it"),

	/**
	 * Counter: requests started, before any outcome.
	 */
	STARTED("task.requests.started", "Requests started"),

	/**
	 * Gauge: requests without an outcome yet.
	 */
	IN_FLIGHT("task.requests.in.flight", "Requests without an outcome yet"),

	/**
	 * Counter: attempts beyond the first, by {@link #REASON}.
	 */
	RETRIES("task.request.retries", "Attempts beyond the first"),

	/**
	 * Counter: requests refused without a further message, since no responder had room.
	 */
	SHED("task.requests.shed", "Requests refused without a further message, since no responder had room"),

	/**
	 * Gauge: responders that were heard of lately, to choose from.
	 */
	RESPONDERS("task.responders", "Responders that tell of their load"),

	/**
	 * Gauge: the pause under way in seconds, 0 when none.
	 */
	BACKOFF_SECONDS("task.backoff.seconds", "The pause under way, 0 when none"),

	/**
	 * Counter: pauses begun.
	 */
	BACKOFF_PAUSES("task.backoff.pauses", "Pauses begun because nobody listens"),

	/**
	 * Counter: replies to requests that had ended without one.
	 */
	REPLIES_LATE("task.replies.late", "Replies to requests that had ended without one"),

	/**
	 * Counter: further replies to requests that had been answered.
	 */
	REPLIES_DUPLICATE("task.replies.duplicate", "Further replies to requests that had been answered"),

	/**
	 * Timer: from a durable request's start to the stream's word that it is stored.
	 */
	STORED("task.stream.stored", "From a durable request's start to the stream's word that it is stored"),

	/**
	 * Counter: durable requests that their stream had no room for.
	 */
	STREAM_REFUSED("task.stream.refused", "Durable requests that their stream had no room for"),

	/**
	 * Counter: how often a durable request was published again, for want of the stream's
	 * word.
	 */
	STREAM_RESENT("task.stream.resent", "Durable requests published again for want of the stream's word");

	/**
	 * Tag of {@link #REQUEST}: the tag of a {@link RequestOutcome}.
	 */
	public static final String OUTCOME = "outcome";

	/**
	 * Tag of {@link #CLASS}: how much depends on a request.
	 */
	public static final String CRITICALITY = "criticality";

	/**
	 * Tag of all that are about one destination: its subject.
	 */
	public static final String SUBJECT = "subject";

	/**
	 * Tag of all that are about one destination, unless that is the only one and core:
	 * {@code core} or {@code durable}.
	 */
	public static final String DELIVERY = "delivery";

	/**
	 * Tag of {@link #RETRIES}: {@code busy} or {@code no_responders}.
	 */
	public static final String REASON = "reason";

	private static final Duration[] BUCKETS = { Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
			Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
			Duration.ofSeconds(1), Duration.ofMillis(1500), Duration.ofSeconds(2), Duration.ofMillis(2500),
			Duration.ofSeconds(3), Duration.ofMillis(3500), Duration.ofSeconds(4), Duration.ofMillis(4500),
			Duration.ofSeconds(5), Duration.ofMillis(7500), Duration.ofSeconds(10) };

	private static final Duration[] SHORT_BUCKETS = { Duration.ofNanos(500_000), Duration.ofMillis(1),
			Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(50),
			Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(5) };

	private final String meterName;

	private final String description;

	RequestMetric(String meterName, String description) {
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

	String description() {
		return this.description;
	}

	/**
	 * The upper limits of the buckets of {@link #REQUEST}.
	 * @return 5 ms to 10 s, with the default budget of 5 s among them
	 */
	static Duration[] buckets() {
		return BUCKETS.clone();
	}

	/**
	 * The upper limits of the buckets of {@link #STORED}: a broker in health takes less
	 * than a millisecond for it.
	 * @return 0.5 ms to 5 s
	 */
	static Duration[] shortBuckets() {
		return SHORT_BUCKETS.clone();
	}

}
