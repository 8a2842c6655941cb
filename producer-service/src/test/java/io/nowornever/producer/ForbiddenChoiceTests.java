package io.nowornever.producer;

import java.util.concurrent.TimeUnit;

import io.nowornever.request.RequestOutcome;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A producer that hears of consumers' load and may not ask the one it has chosen, as
 * after an upgrade with the permissions of before.
 */
@Tag("integration")
class ForbiddenChoiceTests {

	private static final String FREE = "\"free\":1,\"workers\":1,\"wait_ms\":0,\"limit_ms\":100,"
			+ "\"mean_ms\":20,\"most_ms\":30";

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass.of(Broker.builder().configuration("""
			authorization {
				users: [
					{ user: consumer, password: consumer }
					{ user: producer, password: producer, permissions: { publish: { deny: "tasks.now.to.>" } } }
				]
			}
			"""));

	@Test
	void leavesTheChoiceToTheQueueGroup() {
		String consumers = nats.url().replace("nats://", "nats://consumer:consumer@");
		String producers = nats.url().replace("nats://", "nats://producer:producer@");
		try (TellingConsumer telling = TellingConsumer.start(consumers, "telling", FREE, TellingConsumer::answer);
				TestProducer producer = TestProducer.linked(producers, "producer.timeout=3s")) {
			Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> producer.gauge("task.responders") == 1);
			Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> producer.outcome(1) == RequestOutcome.ANSWERED);
			assertThat(telling.received()).isNotEmpty().containsOnly("tasks.now");
			assertThat(producer.count(RequestOutcome.TIMED_OUT)).as("asked before the broker complained").isPositive();
			long before = producer.count(RequestOutcome.TIMED_OUT);
			for (int user = 2; user <= 20; user++) {
				producer.outcome(user);
			}
			assertThat(producer.count(RequestOutcome.TIMED_OUT)).isLessThanOrEqualTo(before + 1);
		}
	}

}
