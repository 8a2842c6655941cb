package io.nowornever.testbed.service;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.nowornever.testbed.TestbedException;

/**
 * What a producer, or several together, has counted since it started.
 *
 * @param started requests started
 * @param inFlight requests without an outcome yet
 * @param outcomes requests by outcome, every outcome among them
 * @param late replies to requests that had ended without one
 * @param duplicates further replies to requests that had been answered
 * @param latencies of the answered requests
 */
public record ProducerFigures(long started, long inFlight, Map<String, Long> outcomes, long late, long duplicates,
		Latencies latencies) {

	/**
	 * The figures of no producer.
	 */
	public static final ProducerFigures NONE = new ProducerFigures(0, 0, Map.of(), 0, 0, Latencies.NONE);

	/**
	 * Makes the figures unmodifiable.
	 */
	public ProducerFigures {
		outcomes = Map.copyOf(outcomes);
	}

	/**
	 * Reads the figures.
	 * @param metrics a producer's metrics
	 * @return the figures
	 * @throws TestbedException if a metric is missing
	 */
	public static ProducerFigures of(Metrics metrics) {
		return new ProducerFigures(Math.round(metrics.value("task_requests_started_total")),
				Math.round(metrics.value("task_requests_in_flight")),
				counts(metrics.valuesBy("task_request_seconds_count", "outcome")),
				Math.round(metrics.value("task_replies_late_total")),
				Math.round(metrics.value("task_replies_duplicate_total")),
				Latencies.of(metrics.valuesBy("task_request_seconds_bucket", "le", "outcome", "answered")));
	}

	/**
	 * Requests with an outcome.
	 * @param outcome its name
	 * @return how many
	 */
	public long outcome(String outcome) {
		return this.outcomes.getOrDefault(outcome, 0L);
	}

	/**
	 * Requests answered in time.
	 * @return how many
	 */
	public long answered() {
		return outcome("answered");
	}

	/**
	 * Requests whose budget passed in silence.
	 * @return how many
	 */
	public long timedOut() {
		return outcome("timed_out");
	}

	/**
	 * Requests that have come to an end.
	 * @return the sum of all outcomes
	 */
	public long settled() {
		return this.outcomes.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * Whether every request started is either settled or in flight. A reading taken while
	 * a request starts or ends may be off by it.
	 * @return whether nothing is lost and nothing counted twice
	 */
	public boolean isConserved() {
		return this.started == settled() + this.inFlight;
	}

	/**
	 * Adds up two producers.
	 * @param other the other
	 * @return the sum
	 */
	public ProducerFigures plus(ProducerFigures other) {
		return new ProducerFigures(this.started + other.started, this.inFlight + other.inFlight,
				sum(this.outcomes, other.outcomes), this.late + other.late, this.duplicates + other.duplicates,
				this.latencies.plus(other.latencies));
	}

	static Map<String, Long> counts(Map<String, Double> values) {
		Map<String, Long> counts = new LinkedHashMap<>();
		values.forEach((label, value) -> counts.put(label, Math.round(value)));
		return counts;
	}

	static Map<String, Long> sum(Map<String, Long> left, Map<String, Long> right) {
		Map<String, Long> sum = new HashMap<>(left);
		right.forEach((label, count) -> sum.merge(label, count, Long::sum));
		return sum;
	}

}
