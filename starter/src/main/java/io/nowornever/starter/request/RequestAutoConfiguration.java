package io.nowornever.starter.request;

import java.time.InstantSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.journal.Journal;
import io.nowornever.common.time.NanoClock;
import io.nowornever.request.RequestClient;
import io.nowornever.request.RequestSettings;
import io.nowornever.starter.Managed;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/**
 * Wires the request client of an application that says how it asks.
 */
@AutoConfiguration
@ConditionalOnBean(RequestSettings.class)
public final class RequestAutoConfiguration {

	@Bean
	RequestClient requestClient(RequestSettings settings, NatsLink link, MeterRegistry registry, Journal journal,
			NanoClock clock, InstantSource wallClock) {
		return RequestClient.create(settings, link, registry, journal, clock, wallClock);
	}

	@Bean
	Managed requestClientLifecycle(RequestClient client) {
		return new Managed(Managed.ASKING, client::start, client::stop, client::isRunning);
	}

}
