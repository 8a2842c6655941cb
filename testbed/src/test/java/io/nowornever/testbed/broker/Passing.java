package io.nowornever.testbed.broker;

import java.time.Duration;

import io.nats.client.Connection;
import io.nats.client.Subscription;

import static org.awaitility.Awaitility.await;

/**
 * Whether messages pass from one broker to another.
 */
final class Passing {

	static final Duration LIMIT = Duration.ofSeconds(60);

	static final Duration SILENCE = Duration.ofMillis(300);

	private Passing() {
	}

	/**
	 * Publishes words until one of them has come.
	 */
	static void awaitPassed(Connection from, Subscription to) {
		await().atMost(LIMIT).until(() -> {
			from.publish("words", new byte[1]);
			return to.nextMessage(SILENCE) != null;
		});
	}

	/**
	 * Takes what comes until nothing does.
	 */
	static void drain(Subscription subscription) {
		await().atMost(LIMIT).until(() -> subscription.nextMessage(SILENCE) == null);
	}

}
