package io.nowornever.common.connection;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.settings.Require;
import io.nowornever.common.time.NanoClock;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;

/**
 * Wires the link to the broker, its metrics and its health, for both services.
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@EnableConfigurationProperties(NatsProperties.class)
class NatsLinkAutoConfiguration {

	private static final int LINES_PER_SECOND = 5;

	@Bean
	NatsLink natsLink(NatsProperties properties, SslBundles sslBundles, NanoClock clock,
			@Value("${spring.application.name:now-or-never}") String applicationName,
			@Value("${delivery:core}") String delivery) {
		Require.that("core".equals(delivery), "delivery", delivery, "core (durable comes later)");
		NatsOptions options = new NatsOptions(properties, applicationName, sslBundles);
		options.check();
		LogLimit failureLines = new LogLimit(clock, LINES_PER_SECOND);
		LogLimit complaintLines = new LogLimit(clock, LINES_PER_SECOND);
		return new NatsLink((onBroken) -> LinkSession.open(options.builder(), onBroken, failureLines, complaintLines),
				properties.reconnect(), clock);
	}

	@Bean
	MeterBinder natsLinkMetrics(NatsLink link) {
		return (registry) -> {
			Gauge.builder(LinkMetric.UP.meterName(), link, (it) -> (it.connection() != null) ? 1 : 0)
				.description("1 while a connection to the broker stands")
				.register(registry);
			FunctionCounter.builder(LinkMetric.RECONNECTS.meterName(), link, NatsLink::reconnects)
				.description("How often the connection was replaced")
				.register(registry);
			TimeGauge.builder(LinkMetric.RTT.meterName(), link, TimeUnit.SECONDS, NatsLink::roundTripSeconds)
				.description("The last round trip to the broker")
				.register(registry);
		};
	}

	@Bean
	HealthIndicator natsHealthIndicator(NatsLink link) {
		return () -> (link.connection() != null) ? Health.up().build()
				: Health.down().withDetail("nats", "no connection").build();
	}

}
