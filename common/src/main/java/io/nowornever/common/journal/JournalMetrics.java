package io.nowornever.common.journal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Shows a journal's state.
 *
 * @param journal the journal
 */
public record JournalMetrics(Journal journal) implements MeterBinder {

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder(JournalMetric.FAILED.meterName(), this.journal, (it) -> (it.failure() != null) ? 1 : 0)
			.description("1 once the journal could not be written any more")
			.register(registry);
	}

}
