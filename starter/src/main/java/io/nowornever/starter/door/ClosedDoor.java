package io.nowornever.starter.door;

import java.util.Map;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * A door for programs only, with no page behind it: no answer may be kept, shown in a
 * frame, or do anything in a browser, and none tells by its look what server it comes
 * from. Imported by the pair's services, together with the settings in {@code door.yml};
 * an application with pages of its own does without it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import(EndpointDoor.class)
public class ClosedDoor {

	static final Map<String, String> HEADERS = Map.of("X-Content-Type-Options", "nosniff", "Cache-Control", "no-store",
			"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'", "Referrer-Policy", "no-referrer");

	/**
	 * Creates the configuration.
	 */
	public ClosedDoor() {
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> closedDoor() {
		return (factory) -> {
			factory.addConnectorCustomizers(ClosedDoor::useHeaders);
			// Within the one of Boot, whose turn comes when this one has nothing to say.
			factory.addContextCustomizers((context) -> context.getParent().getPipeline().addValve(new PlainErrors()));
		};
	}

	private static void useHeaders(Connector connector) {
		if (connector.getProtocolHandler() instanceof WatchedProtocol protocol) {
			protocol.useHeaders(HEADERS);
		}
	}

}
