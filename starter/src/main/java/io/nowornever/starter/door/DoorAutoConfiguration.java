package io.nowornever.starter.door;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Wires the door, where it is Tomcat's.
 */
@AutoConfiguration
@ConditionalOnClass(TomcatServletWebServerFactory.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class DoorAutoConfiguration {

	@Bean
	DoorFilter doorFilter() {
		return new DoorFilter();
	}

	/**
	 * After Boot's own, so that it sees {@code server.tomcat.max-connections}.
	 */
	@Bean
	LastCustomizer doorCustomizer() {
		return new LastCustomizer();
	}

	/**
	 * Bounds connections by memory and lets requests see whether their client is still
	 * there.
	 */
	static final class LastCustomizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

		@Override
		public void customize(TomcatServletWebServerFactory factory) {
			factory.addConnectorCustomizers((connector) -> ConnectionLimit.ofThisProcess().applyTo(connector));
			factory.setProtocol(WatchedProtocol.class.getName());
		}

		@Override
		public int getOrder() {
			return Ordered.LOWEST_PRECEDENCE;
		}

	}

}
