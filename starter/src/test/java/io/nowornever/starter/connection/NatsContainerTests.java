package io.nowornever.starter.connection;

import java.util.concurrent.TimeUnit;

import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.time.NanoClock;
import io.nowornever.testbed.junit.BrokerInContainer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.lifecycle.TestcontainersLifecycleApplicationContextInitializer;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.testcontainers.containers.GenericContainer;

/**
 * A broker in a container of the application's own.
 */
@Tag("integration")
class NatsContainerTests {

	/** Skips where no engine answers, or it has no image. */
	@RegisterExtension
	static final BrokerInContainer engine = new BrokerInContainer();

	@Test
	void theLinkFindsIt() {
		new ApplicationContextRunner().withBean(NanoClock.class, NanoClock::startingNow)
			.withInitializer(new TestcontainersLifecycleApplicationContextInitializer())
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class,
					ServiceConnectionAutoConfiguration.class, NatsLinkAutoConfiguration.class))
			.withUserConfiguration(WithContainer.class)
			.run((context) -> {
				NatsLink link = context.getBean(NatsLink.class);
				Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> link.connection() != null);
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class WithContainer {

		@Bean
		@ServiceConnection("nats")
		@SuppressWarnings("resource") // the context ends it
		GenericContainer<?> nats() {
			return new GenericContainer<>(BrokerInContainer.IMAGE).withExposedPorts(4222);
		}

	}

}
