package io.nowornever.testbed.service;

import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A histogram of latencies.
 *
 * @param cumulative how many took at most so many seconds, by those seconds; the last
 * bucket is infinite
 */
public record Latencies(NavigableMap<Double, Long> cumulative) {

	static final Latencies NONE = new Latencies(new TreeMap<>());

	static Latencies of(Map<String, Double> countByLimit) {
		NavigableMap<Double, Long> cumulative = new TreeMap<>();
		countByLimit.forEach((limit, count) -> cumulative.put(Metrics.number(limit), Math.round(count)));
		return new Latencies(cumulative);
	}

	/**
	 * Adds up two histograms with the same buckets.
	 * @param other the other
	 * @return the sum
	 */
	public Latencies plus(Latencies other) {
		NavigableMap<Double, Long> sum = new TreeMap<>(this.cumulative);
		other.cumulative.forEach((limit, count) -> sum.merge(limit, count, Long::sum));
		return new Latencies(sum);
	}

	/**
	 * Takes away what an earlier reading of the same histogram held.
	 * @param earlier the earlier reading
	 * @return what was added since
	 */
	public Latencies minus(Latencies earlier) {
		NavigableMap<Double, Long> difference = new TreeMap<>(this.cumulative);
		earlier.cumulative.forEach((limit, count) -> difference.merge(limit, -count, Long::sum));
		return new Latencies(difference);
	}

	/**
	 * Estimates a quantile, taking latencies as evenly spread within their bucket.
	 * @param quantile from 0 to 1
	 * @return seconds, at most the limit of the last finite bucket; empty without any
	 * latency
	 */
	public OptionalDouble quantile(double quantile) {
		if (this.cumulative.isEmpty() || this.cumulative.lastEntry().getValue() == 0) {
			return OptionalDouble.empty();
		}
		double rank = quantile * this.cumulative.lastEntry().getValue();
		double lowerLimit = 0;
		long below = 0;
		for (Map.Entry<Double, Long> bucket : this.cumulative.entrySet()) {
			double limit = bucket.getKey();
			long upTo = bucket.getValue();
			if (upTo >= rank && upTo > below) {
				return OptionalDouble.of(Double.isInfinite(limit) ? lowerLimit
						: lowerLimit + (limit - lowerLimit) * (rank - below) / (upTo - below));
			}
			below = upTo;
			lowerLimit = limit;
		}
		return OptionalDouble.of(lowerLimit);
	}

}
