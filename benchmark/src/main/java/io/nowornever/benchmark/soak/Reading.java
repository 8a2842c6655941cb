package io.nowornever.benchmark.soak;

import java.util.Map;

import io.nowornever.testbed.service.ProducerFigures;

/**
 * What was seen at a moment.
 *
 * @param seconds since the first reading
 * @param figures what the producer had counted
 * @param residentMebibytes how much memory each process held, by its name
 */
record Reading(double seconds, ProducerFigures figures, Map<String, Double> residentMebibytes) {

	long unanswered() {
		return this.figures.settled() - this.figures.answered();
	}

	double answeredPerSecond(Reading before) {
		return (this.figures.answered() - before.figures.answered()) / (this.seconds - before.seconds);
	}

	/**
	 * How long answers took since another reading.
	 * @return milliseconds, or NaN where there were none
	 */
	double latencyMillis(double quantile, Reading before) {
		return 1e3 * this.figures.latencies().minus(before.figures.latencies()).quantile(quantile).orElse(Double.NaN);
	}

}
