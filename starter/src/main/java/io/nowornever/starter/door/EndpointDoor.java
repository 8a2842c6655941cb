package io.nowornever.starter.door;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Serves Boot's endpoints where no Spring MVC does.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(WebEndpointsSupplier.class)
@ConditionalOnMissingClass("org.springframework.web.servlet.DispatcherServlet")
class EndpointDoor {

	@Bean
	ServletRegistrationBean<EndpointServlet> endpointServlet(WebEndpointsSupplier endpoints,
			WebEndpointProperties properties, EndpointJsonMapper json) {
		return new ServletRegistrationBean<>(new EndpointServlet(endpoints.getEndpoints(), json.get()),
				properties.getBasePath() + "/*");
	}

}
