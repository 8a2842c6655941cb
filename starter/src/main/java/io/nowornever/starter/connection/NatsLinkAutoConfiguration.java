package io.nowornever.starter.connection;

import io.nowornever.common.connection.LinkMetrics;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.time.NanoClock;
import io.nowornever.starter.Managed;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;

/**
 * Wires the link to the broker, its metrics and its health.
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@EnableConfigurationProperties(NatsProperties.class)
class NatsLinkAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(NatsConnectionDetails.class)
	PropertiesNatsConnectionDetails natsConnectionDetails(NatsProperties properties, SslBundles sslBundles) {
		return new PropertiesNatsConnectionDetails(properties, sslBundles);
	}

	@Bean
	NatsLink natsLink(NatsProperties properties, NatsConnectionDetails details, NanoClock clock,
			@Value("${spring.application.name:now-or-never}") String applicationName) {
		return NatsLink.of(properties.settings(details), applicationName, clock);
	}

	@Bean
	Managed natsLinkLifecycle(NatsLink link) {
		return new Managed(Managed.LINK, link::start, (callback) -> {
			link.stop();
			callback.run();
		}, link::isRunning);
	}

	@Bean
	LinkMetrics natsLinkMetrics(NatsLink link) {
		return new LinkMetrics(link);
	}

	@Bean
	@ConditionalOnEnabledHealthIndicator("nats")
	HealthIndicator natsHealthIndicator(NatsLink link) {
		return () -> (link.connection() != null) ? Health.up().build()
				: Health.down().withDetail("nats", "no connection").build();
	}

}
