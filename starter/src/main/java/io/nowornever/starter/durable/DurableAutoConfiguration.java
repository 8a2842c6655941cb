package io.nowornever.starter.durable;

import java.util.Locale;

import io.nowornever.common.settings.Require;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Wires the settings of streams, and how an application's requests travel that does not
 * say so itself.
 */
@AutoConfiguration
@EnableConfigurationProperties(DurableProperties.class)
class DurableAutoConfiguration {

	@Bean
	DeliveryMode deliveryMode(@Value("${delivery:core}") String delivery) {
		Require.that(delivery.equals("core") || delivery.equals("durable"), "delivery", delivery, "core or durable");
		return DeliveryMode.valueOf(delivery.toUpperCase(Locale.ROOT));
	}

}
