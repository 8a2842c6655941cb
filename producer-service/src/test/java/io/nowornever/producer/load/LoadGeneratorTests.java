package io.nowornever.producer.load;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.nats.client.Message;
import io.nowornever.producer.StandInConsumer;
import io.nowornever.producer.TestProducer;
import io.nowornever.request.RequestOutcome;
import io.nowornever.testbed.broker.Broker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("integration")
@ExtendWith(OutputCaptureExtension.class)
@SuppressWarnings("try") // producers that only have to be there
class LoadGeneratorTests {

	@Test
	void asksOnWhateverTheAnswersDoAndCyclesThroughTheUsers() {
		try (Broker broker = Broker.start();
				StandInConsumer silent = StandInConsumer.silent(broker.url());
				TestProducer producer = TestProducer.start(broker.url(), "producer.load.enabled=true",
						"producer.load.rate=1000", "producer.load.users=3", "producer.timeout=1s")) {
			silent.awaitReceived(250);
			// Those before the link stood were not sent.
			int first = user(silent.received().getFirst());
			assertThat(silent.received().stream().limit(7).map(LoadGeneratorTests::user))
				.containsExactlyElementsOf(IntStream.range(first, first + 7).mapToObj((user) -> user % 3).toList());
			Awaitility.await()
				.atMost(30, TimeUnit.SECONDS)
				.until(() -> producer.count(RequestOutcome.TIMED_OUT) >= 100);
		}
	}

	@Test
	void goesOnWhileTheBrokerIsAway() {
		try (Broker broker = Broker.start();
				TestProducer producer = TestProducer.start(broker.url(), "producer.load.enabled=true",
						"producer.load.rate=1000", "producer.timeout=1s", "producer.backoff.initial=50ms",
						"producer.backoff.max=50ms")) {
			producer.awaitLink(true);
			broker.kill();
			Awaitility.await()
				.atMost(30, TimeUnit.SECONDS)
				.until(() -> producer.count(RequestOutcome.DISCONNECTED) >= 50);
			broker.restart();
			try (StandInConsumer consumer = StandInConsumer.answering(broker.url())) {
				Awaitility.await()
					.atMost(30, TimeUnit.SECONDS)
					.until(() -> producer.count(RequestOutcome.ANSWERED) >= 50);
			}
		}
	}

	@Test
	@ResourceLock(Resources.SYSTEM_OUT)
	void theLogTellsForWhomAResponseCameAndEachPauseWhileNobodyListens(CapturedOutput output) {
		try (Broker broker = Broker.start();
				TestProducer producer = TestProducer.start(broker.url(), "producer.load.enabled=true",
						"producer.load.rate=100", "producer.load.users=3", "producer.backoff.initial=50ms",
						"producer.backoff.max=50ms")) {
			Awaitility.await()
				.atMost(30, TimeUnit.SECONDS)
				.untilAsserted(() -> assertThat(output).contains("Nobody listens. Pausing for ",
						"Still nobody listens. Pausing for "));
			try (StandInConsumer consumer = StandInConsumer.answering(broker.url())) {
				Awaitility.await()
					.atMost(30, TimeUnit.SECONDS)
					.untilAsserted(() -> assertThat(output).containsPattern("Got a response for user [012]"));
			}
		}
	}

	private static int user(Message request) {
		return Integer.parseInt(request.getHeaders().getFirst("User-Id"));
	}

}
