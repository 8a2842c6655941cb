package io.nowornever.producer;

import io.nowornever.request.RequestSettings;
import io.nowornever.starter.request.RequestAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Says how the producer asks.
 */
@AutoConfiguration(before = RequestAutoConfiguration.class)
@EnableConfigurationProperties(ProducerProperties.class)
class ProducerAutoConfiguration {

	@Bean
	RequestSettings requestSettings(ProducerProperties properties) {
		return properties.settings();
	}

}
