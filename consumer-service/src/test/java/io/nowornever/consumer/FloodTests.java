package io.nowornever.consumer;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.nats.client.impl.Headers;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A requester that sends far more than can be done and says that it waits for it all day,
 * beside one that asks once in a while.
 */
@Tag("integration")
class FloodTests {

	private static final int REQUESTS = 20_000;

	private static final String DAY = Long.toString(TimeUnit.DAYS.toMillis(1));

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass.withDefaults();

	@ParameterizedTest
	@ValueSource(strings = { "critical", "normal", "sheddable" })
	void holdsTheConsumerForNoLongerThanTheLongestAgeAndIsToldSo(String criticality) {
		try (TestConsumer consumer = TestConsumer.start(nats.url(), "consumer.max-age=2s", "consumer.work.min=5ms",
				"consumer.work.max=5ms");
				StandInProducer flooding = StandInProducer.connect(nats.url());
				StandInProducer other = StandInProducer.connect(nats.url())) {
			AtomicLong heard = new AtomicLong();
			flooding.listen("_INBOX.flood.*", (message) -> heard.incrementAndGet());
			for (int i = 0; i < REQUESTS; i++) {
				Headers headers = flooding.headers().put("Timeout-Ms", DAY).put("Criticality", criticality);
				flooding.publish("_INBOX.flood." + i, headers, StandInProducer.body(headers));
			}
			flooding.flush();
			Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> isAnswered(other));
			Awaitility.await()
				.atMost(60, TimeUnit.SECONDS)
				.untilAsserted(() -> assertThat(heard.get() + consumer.handled(TaskOutcome.STALE))
					.as("answered, refused or told that nobody listens; only who is stale is told nothing")
					.isEqualTo(REQUESTS));
			assertThat(consumer.handled(TaskOutcome.ANSWERED)).as("no more than two seconds' work, and what came later")
				.isLessThan(REQUESTS / 4);
			assertThat(consumer.handled(TaskOutcome.MALFORMED) + consumer.handled(TaskOutcome.DROPPED)).isZero();
		}
	}

	/**
	 * The client library cancels what meets nobody, as while the consumer is out of its
	 * group.
	 */
	private static boolean isAnswered(StandInProducer producer) {
		Headers headers = producer.headers();
		return producer.future(headers, StandInProducer.body(headers))
			.orTimeout(60, TimeUnit.SECONDS)
			.handle((reply, problem) -> problem == null && reply.getHeaders() != null
					&& "consumer-1".equals(reply.getHeaders().getFirst("Worker")))
			.join();
	}

}
