package io.nowornever.benchmark.stale;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.nowornever.benchmark.report.Report;
import io.nowornever.common.pair.Subjects;
import io.nowornever.respond.outcome.TaskMetric;
import io.nowornever.respond.outcome.TaskOutcome;

/**
 * The product's consumer, as its metrics tell.
 */
final class ProductSkipper implements Skipper {

	private final MeterRegistry meters;

	private final Counter stale;

	private final double othersBefore;

	ProductSkipper(MeterRegistry meters) {
		this.meters = meters;
		this.stale = meters.get(TaskMetric.HANDLED.meterName())
			.tag(TaskMetric.OUTCOME, TaskOutcome.STALE.tag())
			.counter();
		this.othersBefore = others();
	}

	@Override
	public String label() {
		return "product";
	}

	@Override
	public String subject() {
		return Subjects.TASKS_NOW;
	}

	@Override
	public long taken() {
		return (long) this.stale.count();
	}

	@Override
	public void reportFailures(Report report) {
		report.failure("stale, product: another outcome than stale", Math.round(others() - this.othersBefore));
	}

	@Override
	public void close() {
		// The product is closed by whoever started it.
	}

	private double others() {
		double sum = 0;
		for (Meter meter : this.meters.find(TaskMetric.HANDLED.meterName()).meters()) {
			if (!TaskOutcome.STALE.tag().equals(meter.getId().getTag(TaskMetric.OUTCOME))) {
				for (Measurement measurement : meter.measure()) {
					sum += measurement.getValue();
				}
			}
		}
		return sum;
	}

}
