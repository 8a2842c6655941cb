package io.nowornever.request;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * Counts replies that came to no request, and makes the meters of each destination.
 */
final class RequestMetrics {

	private final MeterRegistry registry;

	private final Counter late;

	private final Counter duplicate;

	RequestMetrics(MeterRegistry registry) {
		this.registry = registry;
		this.late = counter(RequestMetric.REPLIES_LATE);
		this.duplicate = counter(RequestMetric.REPLIES_DUPLICATE);
	}

	/**
	 * Makes the meters of a destination.
	 * @param tags what they carry beside their own
	 * @param durable whether there are also those of a stream
	 */
	DestinationMetrics of(Tags tags, boolean durable) {
		return new DestinationMetrics(this.registry, tags, durable);
	}

	void extraReply(boolean wasAnswered) {
		(wasAnswered ? this.duplicate : this.late).increment();
	}

	private Counter counter(RequestMetric metric) {
		return Counter.builder(metric.meterName()).description(metric.description()).register(this.registry);
	}

}
