package io.nowornever.respond.outcome;

import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.nowornever.common.metrics.PerConstant;
import org.jspecify.annotations.Nullable;

/**
 * Counts what becomes of requests here. All meters exist from the start. Safe from any
 * thread.
 */
public final class TaskMetrics {

	private final MeterRegistry registry;

	private final Tags tags;

	private final PerConstant<TaskOutcome, Counter> handled;

	private final Timer age;

	private final Timer work;

	private final @Nullable Timer confirm;

	private final @Nullable Counter redeliveries;

	/**
	 * Registers the meters.
	 * @param registry where
	 * @param tags what all meters carry beside their own
	 * @param durable whether there are also those of a stream
	 */
	public TaskMetrics(MeterRegistry registry, Tags tags, boolean durable) {
		this.registry = registry;
		this.tags = tags;
		this.handled = new PerConstant<>(EnumSet.complementOf(EnumSet.of(TaskOutcome.DROPPED)), this::handledCounter);
		this.age = timer(TaskMetric.AGE, TaskMetric.buckets());
		this.work = timer(TaskMetric.WORK, TaskMetric.buckets());
		this.confirm = durable ? timer(TaskMetric.CONFIRM, TaskMetric.shortBuckets()) : null;
		this.redeliveries = durable ? counter(TaskMetric.REDELIVERIES).register(registry) : null;
	}

	/**
	 * A durable request had been given to somebody before.
	 */
	public void redelivered() {
		if (this.redeliveries != null) {
			this.redeliveries.increment();
		}
	}

	/**
	 * A requester has confirmed that a reply has come.
	 * @param waitedNanos how long that took
	 */
	public void confirmed(long waitedNanos) {
		if (this.confirm != null) {
			this.confirm.record(waitedNanos, TimeUnit.NANOSECONDS);
		}
	}

	/**
	 * A request has come to its end.
	 * @param outcome how; not {@link TaskOutcome#DROPPED}, which
	 * {@link #countDropped(LongSupplier)} counts
	 */
	public void handled(TaskOutcome outcome) {
		this.handled.of(outcome).increment();
	}

	/**
	 * A worker picked a request up.
	 * @param ageNanos its age
	 */
	public void pickedUp(long ageNanos) {
		this.age.record(ageNanos, TimeUnit.NANOSECONDS);
	}

	/**
	 * The handler came to an end.
	 * @param tookNanos how long it worked
	 */
	public void worked(long tookNanos) {
		this.work.record(tookNanos, TimeUnit.NANOSECONDS);
	}

	/**
	 * Shows a value that something else keeps.
	 * @param metric under which name
	 * @param value reads it
	 */
	public void show(TaskMetric metric, DoubleSupplier value) {
		Gauge.builder(metric.meterName(), value::getAsDouble)
			.tags(this.tags)
			.description(metric.description())
			.register(this.registry);
	}

	/**
	 * Shows a count that something else keeps.
	 * @param metric under which name
	 * @param count reads it; must never fall
	 */
	public void count(TaskMetric metric, LongSupplier count) {
		function(metric, count).register(this.registry);
	}

	/**
	 * Shows how many requests the client library has discarded.
	 * @param count reads the count; must never fall
	 */
	public void countDropped(LongSupplier count) {
		function(TaskMetric.HANDLED, count).tag(TaskMetric.OUTCOME, TaskOutcome.DROPPED.tag()).register(this.registry);
	}

	/**
	 * The meter holds its state object weakly, so that must be something that lives on:
	 * these metrics, not the supplier.
	 */
	private FunctionCounter.Builder<TaskMetrics> function(TaskMetric metric, LongSupplier count) {
		return FunctionCounter.builder(metric.meterName(), this, (metrics) -> count.getAsLong())
			.tags(this.tags)
			.description(metric.description());
	}

	/**
	 * How many requests have come to an end in a way.
	 * @param outcome which; not {@link TaskOutcome#DROPPED}
	 * @return the count since the start
	 */
	public long count(TaskOutcome outcome) {
		return (long) this.handled.of(outcome).count();
	}

	/**
	 * How long the handler has worked in all.
	 * @return nanoseconds since the start
	 */
	public long workedNanos() {
		return (long) this.work.totalTime(TimeUnit.NANOSECONDS);
	}

	private Counter handledCounter(TaskOutcome outcome) {
		return counter(TaskMetric.HANDLED).tag(TaskMetric.OUTCOME, outcome.tag()).register(this.registry);
	}

	private Counter.Builder counter(TaskMetric metric) {
		return Counter.builder(metric.meterName()).tags(this.tags).description(metric.description());
	}

	private Timer timer(TaskMetric metric, Duration[] buckets) {
		return Timer.builder(metric.meterName())
			.tags(this.tags)
			.description(metric.description())
			.serviceLevelObjectives(buckets)
			.register(this.registry);
	}

}
