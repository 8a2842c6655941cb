package io.nowornever.common.connection;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Shows a link's state.
 *
 * @param link the link
 */
public record LinkMetrics(NatsLink link) implements MeterBinder {

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder(LinkMetric.UP.meterName(), this.link, (it) -> (it.connection() != null) ? 1 : 0)
			.description("1 while a connection to the broker stands")
			.register(registry);
		FunctionCounter.builder(LinkMetric.RECONNECTS.meterName(), this.link, NatsLink::reconnects)
			.description("How often the connection was replaced")
			.register(registry);
		TimeGauge.builder(LinkMetric.RTT.meterName(), this.link, TimeUnit.SECONDS, NatsLink::roundTripSeconds)
			.description("The last round trip to the broker")
			.register(registry);
	}

}
