package io.nowornever.producer.load;

import java.util.concurrent.TimeUnit;

import io.nats.client.Message;
import io.nowornever.broker.Broker;
import io.nowornever.producer.StandInConsumer;
import io.nowornever.producer.TestProducer;
import io.nowornever.producer.request.RequestOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("try") // producers that only have to be there
class LoadGeneratorTests {

	@Test
	void asksOnWhateverTheAnswersDoAndCyclesThroughTheUsers() {
		try (Broker broker = Broker.start();
				StandInConsumer silent = StandInConsumer.silent(broker.url());
				TestProducer producer = TestProducer.start(broker.url(), "producer.load.enabled=true",
						"producer.load.rate=100", "producer.load.users=3", "producer.timeout=1s")) {
			silent.awaitReceived(250);
			assertThat(silent.received().stream().limit(7).map(LoadGeneratorTests::user)).containsExactly("0", "1", "2",
					"0", "1", "2", "0");
			Awaitility.await()
				.atMost(30, TimeUnit.SECONDS)
				.until(() -> producer.count(RequestOutcome.TIMED_OUT) >= 100);
		}
	}

	@Test
	void goesOnWhileTheBrokerIsAway() {
		try (Broker broker = Broker.start();
				TestProducer producer = TestProducer.start(broker.url(), "producer.load.enabled=true",
						"producer.load.rate=100")) {
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

	private static String user(Message request) {
		return String.valueOf(request.getHeaders().getFirst("User-Id"));
	}

}
