package io.nowornever.lab.failure;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A broker that is killed again and again, each time while the gate of an overloaded
 * consumer moves.
 */
@Tag("integration")
class BrokerStormTests {

	private static final int KILLS = 40;

	private static final long SEED = 20;

	private static final Duration EXIT_LIMIT = Duration.ofSeconds(40);

	private final Random random = new Random(SEED);

	@Test
	void theConsumerComesBackToItsGroupEachTime() throws InterruptedException {
		String[] reconnect = { "--nats.reconnect.delay=20ms", "--nats.reconnect.jitter=20ms" };
		try (Testbed testbed = Testbed.start()) {
			ServiceProcess consumer = testbed.consumer("consumer", "--consumer.work.min=50ms",
					"--consumer.work.max=100ms", "--consumer.max-age=1s", reconnect[0], reconnect[1]);
			ServiceProcess producer = testbed.producer("producer", "--producer.load.rate=60", "--producer.timeout=1s",
					"--producer.backoff.max=1s", "--producer.balance=group", reconnect[0], reconnect[1]);
			consumer.awaitReady();
			producer.awaitReady();
			for (int i = 0; i < KILLS; i++) {
				double before = closings(consumer);
				Watch.await().until(() -> closings(consumer) > before);
				TimeUnit.MILLISECONDS.sleep(this.random.nextInt(50));
				testbed.broker().kill();
				testbed.broker().restart();
			}
			Watch.awaitMoreAnswers(producer);
			consumer.awaitReady();
			assertThat(Watch.consumed(consumer).handled("failed")).isZero();
			producer.terminate();
			assertThat(producer.awaitExit(EXIT_LIMIT)).isEqualTo(143);
		}
	}

	private static double closings(ServiceProcess consumer) {
		return consumer.metrics().value("task_gate_closings_total");
	}

}
