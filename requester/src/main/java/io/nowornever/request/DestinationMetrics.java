package io.nowornever.request;

import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.nowornever.common.metrics.PerConstant;
import io.nowornever.common.wire.Rank;
import io.nowornever.request.backoff.Backoff;
import org.jspecify.annotations.Nullable;

/**
 * Counts what becomes of the requests to one subject. All meters exist from the start, so
 * that a dashboard shows zeros instead of nothing, and none is looked up per request.
 */
final class DestinationMetrics {

	private final MeterRegistry registry;

	private final Tags tags;

	private final PerConstant<RequestOutcome, Timer> requests;

	private final PerConstant<Rank, PerConstant<RequestOutcome, Timer>> classes;

	private final PerConstant<Decline, Counter> retries;

	private final Counter started;

	private final Counter shed;

	private final @Nullable Timer stored;

	private final @Nullable Counter refusedByStream;

	private final @Nullable Counter resent;

	DestinationMetrics(MeterRegistry registry, Tags tags, boolean durable) {
		this.registry = registry;
		this.tags = tags;
		this.started = counter(RequestMetric.STARTED);
		this.shed = counter(RequestMetric.SHED);
		this.requests = new PerConstant<>(EnumSet.allOf(RequestOutcome.class), this::timer);
		this.classes = new PerConstant<>(EnumSet.allOf(Rank.class), this::timers);
		this.retries = new PerConstant<>(EnumSet.allOf(Decline.class), this::retryCounter);
		this.stored = durable ? timer(RequestMetric.STORED, RequestMetric.shortBuckets()).register(registry) : null;
		this.refusedByStream = durable ? counter(RequestMetric.STREAM_REFUSED) : null;
		this.resent = durable ? counter(RequestMetric.STREAM_RESENT) : null;
	}

	void showInFlight(Supplier<Number> inFlight) {
		Gauge.builder(RequestMetric.IN_FLIGHT.meterName(), inFlight)
			.tags(this.tags)
			.description(RequestMetric.IN_FLIGHT.description())
			.register(this.registry);
	}

	void show(Backoff backoff) {
		Gauge.builder(RequestMetric.BACKOFF_SECONDS.meterName(), backoff, Backoff::pauseSeconds)
			.tags(this.tags)
			.description(RequestMetric.BACKOFF_SECONDS.description())
			.register(this.registry);
		FunctionCounter.builder(RequestMetric.BACKOFF_PAUSES.meterName(), backoff, Backoff::pauses)
			.tags(this.tags)
			.description(RequestMetric.BACKOFF_PAUSES.description())
			.register(this.registry);
	}

	void started() {
		this.started.increment();
	}

	/**
	 * A request was refused here, since nobody had room.
	 */
	void shed() {
		this.shed.increment();
	}

	void showKnown(Supplier<Number> known) {
		Gauge.builder(RequestMetric.RESPONDERS.meterName(), known)
			.tags(this.tags)
			.description(RequestMetric.RESPONDERS.description())
			.register(this.registry);
	}

	void settled(Rank rank, RequestOutcome outcome, long tookNanos) {
		this.requests.of(outcome).record(tookNanos, TimeUnit.NANOSECONDS);
		this.classes.of(rank).of(outcome).record(tookNanos, TimeUnit.NANOSECONDS);
	}

	void retried(Decline decline) {
		this.retries.of(decline).increment();
	}

	/**
	 * A stream has stored a request.
	 * @param tookNanos since the request's start
	 */
	void stored(long tookNanos) {
		if (this.stored != null) {
			this.stored.record(tookNanos, TimeUnit.NANOSECONDS);
		}
	}

	/**
	 * A stream had no room.
	 */
	void refusedByStream() {
		if (this.refusedByStream != null) {
			this.refusedByStream.increment();
		}
	}

	/**
	 * A request is published again.
	 */
	void resent() {
		if (this.resent != null) {
			this.resent.increment();
		}
	}

	private Timer timer(RequestOutcome outcome) {
		return timer(RequestMetric.REQUEST, RequestMetric.buckets()).tag(RequestMetric.OUTCOME, outcome.tag())
			.register(this.registry);
	}

	private PerConstant<RequestOutcome, Timer> timers(Rank rank) {
		return new PerConstant<>(EnumSet.allOf(RequestOutcome.class),
				(outcome) -> timer(RequestMetric.CLASS).tag(RequestMetric.CRITICALITY, rank.text())
					.tag(RequestMetric.OUTCOME, outcome.tag())
					.register(this.registry));
	}

	private Timer.Builder timer(RequestMetric metric, Duration... buckets) {
		return Timer.builder(metric.meterName())
			.tags(this.tags)
			.description(metric.description())
			.serviceLevelObjectives(buckets);
	}

	private Counter retryCounter(Decline decline) {
		return Counter.builder(RequestMetric.RETRIES.meterName())
			.tags(this.tags)
			.description(RequestMetric.RETRIES.description())
			.tag(RequestMetric.REASON, decline.tag())
			.register(this.registry);
	}

	private Counter counter(RequestMetric metric) {
		return Counter.builder(metric.meterName())
			.tags(this.tags)
			.description(metric.description())
			.register(this.registry);
	}

}
