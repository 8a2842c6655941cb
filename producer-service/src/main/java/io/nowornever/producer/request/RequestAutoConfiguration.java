package io.nowornever.producer.request;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.journal.Journal;
import io.nowornever.common.time.NanoClock;
import io.nowornever.producer.ProducerProperties;
import io.nowornever.producer.backoff.Backoff;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Wires the request client.
 */
@AutoConfiguration
@EnableConfigurationProperties(ProducerProperties.class)
class RequestAutoConfiguration {

	@Bean
	Backoff backoff(ProducerProperties properties, MeterRegistry registry) {
		Backoff backoff = new Backoff(properties.backoff(), RandomGenerator.getDefault());
		Gauge.builder(RequestMetric.BACKOFF_SECONDS.meterName(), backoff, Backoff::pauseSeconds)
			.description(RequestMetric.BACKOFF_SECONDS.description())
			.register(registry);
		FunctionCounter.builder(RequestMetric.BACKOFF_PAUSES.meterName(), backoff, Backoff::pauses)
			.description(RequestMetric.BACKOFF_PAUSES.description())
			.register(registry);
		return backoff;
	}

	@Bean
	RequestClient requestClient(NatsLink link, Backoff backoff, ProducerProperties properties, MeterRegistry registry,
			Journal journal, NanoClock clock, InstantSource wallClock) {
		RequestClient client = new RequestClient(link, backoff,
				new RetryPolicy(properties.retry(), RandomGenerator.getDefault()),
				new RetryBudget(properties.retry(), clock.nanoTime()), new RequestMetrics(registry), journal, clock,
				wallClock, properties.timeout(), properties.maxInFlight());
		link.addListener(client);
		return client;
	}

}
