package io.nowornever.testbed.service;

import java.util.Map;

import io.nowornever.testbed.TestbedException;

/**
 * What a consumer, or several together, has counted since it started.
 *
 * @param handled requests that came there and to an end, by outcome, every outcome among
 * them
 * @param backlog requests waiting there, those at work not included
 * @param workedSeconds how long tasks were worked on, those not finished not included
 */
public record ConsumerFigures(Map<String, Long> handled, long backlog, double workedSeconds) {

	/**
	 * The figures of no consumer.
	 */
	public static final ConsumerFigures NONE = new ConsumerFigures(Map.of(), 0, 0);

	/**
	 * Makes the figures unmodifiable.
	 */
	public ConsumerFigures {
		handled = Map.copyOf(handled);
	}

	/**
	 * Reads the figures.
	 * @param metrics a consumer's metrics
	 * @return the figures
	 * @throws TestbedException if a metric is missing
	 */
	public static ConsumerFigures of(Metrics metrics) {
		return new ConsumerFigures(ProducerFigures.counts(metrics.valuesBy("task_handled_total", "outcome")),
				Math.round(metrics.value("task_backlog")), metrics.value("task_work_seconds_sum"));
	}

	/**
	 * Requests with an outcome.
	 * @param outcome its name
	 * @return how many
	 */
	public long handled(String outcome) {
		return this.handled.getOrDefault(outcome, 0L);
	}

	/**
	 * Requests answered in time.
	 * @return how many
	 */
	public long answered() {
		return handled("answered");
	}

	/**
	 * Requests skipped, since nobody waited any more.
	 * @return how many
	 */
	public long stale() {
		return handled("stale");
	}

	/**
	 * Requests that came there and are not at work.
	 * @return all that have come to an end and all that wait
	 */
	public long received() {
		return this.handled.values().stream().mapToLong(Long::longValue).sum() + this.backlog;
	}

	/**
	 * Adds up two consumers.
	 * @param other the other
	 * @return the sum
	 */
	public ConsumerFigures plus(ConsumerFigures other) {
		return new ConsumerFigures(ProducerFigures.sum(this.handled, other.handled), this.backlog + other.backlog,
				this.workedSeconds + other.workedSeconds);
	}

}
