package io.nowornever.starter.connection;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.time.NanoClock;
import io.nowornever.testbed.broker.Broker;
import org.awaitility.Awaitility;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * An application with a link, wired as in the services.
 */
abstract class LinkedApplication {

	/**
	 * A busy machine must not break a link by itself; one that is broken is soon mended.
	 */
	private static final String[] PATIENCE = { "nats.ping-interval=60s", "nats.connect-timeout=30s",
			"nats.reconnect.delay=50ms", "nats.reconnect.jitter=50ms" };

	final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withBean(NanoClock.class, NanoClock::startingNow)
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NatsLinkAutoConfiguration.class));

	ApplicationContextRunner with(Broker broker, String... settings) {
		return this.runner.withPropertyValues("nats.servers=" + broker.url())
			.withPropertyValues(PATIENCE)
			.withPropertyValues(settings);
	}

	static void awaitUp(NatsLink link) {
		await(() -> link.connection() != null);
	}

	static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(condition);
	}

}
