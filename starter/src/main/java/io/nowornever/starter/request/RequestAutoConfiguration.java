package io.nowornever.starter.request;

import java.time.InstantSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.nowornever.common.codec.BodyCodec;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.journal.Journal;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.tracing.Tracing;
import io.nowornever.request.RequestClient;
import io.nowornever.request.RequestSettings;
import io.nowornever.request.Requester;
import io.nowornever.starter.Managed;
import io.nowornever.starter.durable.DurableProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Wires the asking side. An application that brings {@link RequestSettings} of its own
 * replaces those under {@code now-or-never.requester}.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "now-or-never.requester.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RequesterProperties.class)
@Import(RequestExchangeRegistrar.class)
public final class RequestAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RequestSettings requestSettings(RequesterProperties properties, DurableProperties durable) {
		return properties.settings(durable);
	}

	@Bean
	RequestClient requestClient(RequestSettings settings, NatsLink link, MeterRegistry registry, Journal journal,
			NanoClock clock, InstantSource wallClock, Tracing tracing) {
		return RequestClient.create(settings, link, registry, journal, clock, wallClock, tracing);
	}

	@Bean
	Requester requester(RequestClient client, BodyCodec codec, NanoClock clock) {
		return new Requester(client, codec, clock);
	}

	@Bean
	Managed requestClientLifecycle(RequestClient client) {
		return new Managed(Managed.ASKING, client::start, client::stop, client::isRunning);
	}

}
