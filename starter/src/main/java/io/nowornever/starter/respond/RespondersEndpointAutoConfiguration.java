package io.nowornever.starter.respond;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Wires the endpoint, where the application has the actuator and exposes it.
 */
@AutoConfiguration(after = RespondAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(RespondersEndpoint.class)
class RespondersEndpointAutoConfiguration {

	@Bean
	@ConditionalOnBean(Responders.class)
	RespondersEndpoint respondersEndpoint(Responders responders) {
		return new RespondersEndpoint(responders);
	}

}
