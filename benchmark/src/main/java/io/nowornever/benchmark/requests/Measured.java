package io.nowornever.benchmark.requests;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.nowornever.benchmark.report.Costs;
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
