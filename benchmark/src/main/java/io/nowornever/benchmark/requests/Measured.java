package io.nowornever.benchmark.requests;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.nowornever.benchmark.report.Costs;
import io.nowornever.benchmark.report.Report;
import org.HdrHistogram.AbstractHistogram;

/**
 * What a turn came to.
 *
 * @param answered how many requests were answered while it was measured
 * @param costs what was used meanwhile
 * @param latencies how long they took, in nanoseconds
 * @param failures how many requests ended in another way, by outcome, the lead-in
 * included
 */
record Measured(long answered, Costs costs, AbstractHistogram latencies, Map<String, LongAdder> failures) {

	/**
	 * Tells a report what makes the figures worthless.
	 * @param report is told
	 * @param whose the side, or what else was measured
	 */
	void tellFailures(Report report, String whose) {
		this.failures.forEach((outcome, count) -> report.failure(whose + ": " + outcome, count.sum()));
		report.failure(whose + ": a turn without an answer", (this.answered == 0) ? 1 : 0);
	}

	double perSecond() {
		return this.costs.rate(this.answered);
	}

	double micros(double percentile) {
		return (this.answered > 0) ? this.latencies.getValueAtPercentile(percentile) / 1e3 : Double.NaN;
	}

	double bytesPerRequest() {
		return perRequest(this.costs.allocatedBytes());
	}

	double cpuMicrosPerRequest() {
		return perRequest(this.costs.cpuNanos()) / 1e3;
	}

	double brokerMicrosPerRequest() {
		return perRequest(this.costs.brokerCpuNanos()) / 1e3;
	}

	private double perRequest(long total) {
		return (this.answered > 0) ? (double) total / this.answered : Double.NaN;
	}

}
