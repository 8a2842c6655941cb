package io.nowornever.producer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.nowornever.producer.TestProducer.Settled;
import io.nowornever.request.RequestOutcome;
import io.nowornever.testbed.broker.RawClient;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the producer does when consumers have enough to do, against a real broker.
 */
@Tag("integration")
@SuppressWarnings("try") // consumers that only have to be there
class BusyTests {

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass.withDefaults();

	@Test
	void consumersThatAllHaveEnoughAreNotTakenForNobody() {
		try (StandInConsumer full = StandInConsumer.full(nats.url()); TestProducer producer = linked()) {
			assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.REFUSED);
			assertThat(producer.outcome(2)).isEqualTo(RequestOutcome.REFUSED);
			assertThat(producer.functionCounter("task.backoff.pauses")).isZero();
			assertThat(producer.counter("task.request.retries", "reason", "busy")).isPositive();
		}
	}

	@Test
	void aRequestWaitsForConsumersThatHaveEnoughAtTheMoment() throws Exception {
		try (StandInConsumer full = StandInConsumer.full(nats.url());
				TestProducer producer = TestProducer.linked(nats.url(), "producer.retry.max-attempts=100",
						"producer.retry.per-second=1000")) {
			CompletableFuture<Settled> asked = producer.ask(1);
			Awaitility.await()
				.atMost(30, TimeUnit.SECONDS)
				.until(() -> producer.counter("task.request.retries", "reason", "busy") > 1);
			try (StandInConsumer consumer = StandInConsumer.answering(nats.url())) {
				assertThat(asked.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(RequestOutcome.ANSWERED);
			}
		}
	}

	@Test
	void nobodyIsNobodyAlsoAfterSomebodyWasBusy() {
		try (TestProducer producer = linked("producer.timeout=30s", "producer.backoff.initial=60s",
				"producer.backoff.max=60s")) {
			try (StandInConsumer full = StandInConsumer.full(nats.url())) {
				assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.REFUSED);
			}
			Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> {
				RequestOutcome outcome = producer.outcome(2);
				return outcome == RequestOutcome.NO_RESPONDERS || outcome == RequestOutcome.REJECTED;
			});
			assertThat(producer.functionCounter("task.backoff.pauses")).isPositive();
		}
	}

	@Test
	void silenceCountsOnlyAfterSeveralQuestions() {
		AtomicInteger questions = new AtomicInteger();
		try (StandInConsumer full = StandInConsumer.full(nats.url(), (connection, question) -> {
			if (questions.incrementAndGet() % 3 == 0) {
				connection.publish(question.getReplyTo(), new byte[0]);
			}
		}); TestProducer producer = linked()) {
			assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.REFUSED);
			Awaitility.await()
				.atMost(30, TimeUnit.SECONDS)
				.until(() -> producer.outcome(2) == RequestOutcome.REFUSED && questions.get() >= 6);
			assertThat(producer.functionCounter("task.backoff.pauses")).isZero();
		}
	}

	@Test
	void aConsumerThatNeverAnswersIsNobody() {
		try (StandInConsumer full = StandInConsumer.full(nats.url(), (connection, question) -> {
		}); TestProducer producer = linked("producer.timeout=2s")) {
			producer.askAndForget(1);
			Awaitility.await()
				.atMost(30, TimeUnit.SECONDS)
				.until(() -> producer.functionCounter("task.backoff.pauses") > 0);
		}
	}

	@Test
	void nobodyIsBelievedWhoWasNotAsked() {
		AtomicReference<String> last = new AtomicReference<>();
		try (StandInConsumer consumer = StandInConsumer.answering(nats.url()); TestProducer producer = linked()) {
			assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.ANSWERED);
			String inbox = consumer.received().getFirst().getReplyTo();
			String root = inbox.substring(0, inbox.indexOf('.', "_INBOX.".length()) + 1);
			try (RawClient raw = RawClient.connect(nats.url())) {
				for (String subject : List.of(root + "presence", root + "presence.1", root + "presence.1.1")) {
					raw.publish(subject, "", "NATS/1.0 503\r\n\r\n", new byte[0]);
				}
			}
			assertThat(producer.outcome(2)).isEqualTo(RequestOutcome.ANSWERED);
			assertThat(producer.functionCounter("task.backoff.pauses")).isZero();
		}
		try (StandInConsumer full = StandInConsumer.full(nats.url(), (connection, question) -> {
			last.set(question.getReplyTo());
			connection.publish(question.getReplyTo(), new byte[0]);
		}); TestProducer producer = linked(); RawClient raw = RawClient.connect(nats.url())) {
			assertThat(producer.outcome(3)).isEqualTo(RequestOutcome.REFUSED);
			// Too late: this question has its answer.
			raw.publish(last.get(), "", "NATS/1.0 503\r\n\r\n", new byte[0]);
			assertThat(producer.outcome(4)).isEqualTo(RequestOutcome.REFUSED);
			assertThat(producer.functionCounter("task.backoff.pauses")).isZero();
		}
	}

	@Test
	void aPauseEndsWhenSomebodyIsThereWhoHasEnough() {
		try (TestProducer producer = linked("producer.backoff.initial=100ms", "producer.backoff.max=100ms")) {
			CompletableFuture<Settled> asked = producer.ask(1);
			Awaitility.await()
				.atMost(30, TimeUnit.SECONDS)
				.until(() -> producer.functionCounter("task.backoff.pauses") > 0);
			try (StandInConsumer full = StandInConsumer.full(nats.url())) {
				Awaitility.await()
					.atMost(30, TimeUnit.SECONDS)
					.until(() -> producer.gauge("task.backoff.seconds") == 0);
				assertThat(asked.orTimeout(60, TimeUnit.SECONDS).join().outcome()).isEqualTo(RequestOutcome.REFUSED);
			}
		}
	}

	@Test
	void retriesAreBoundedForAllRequestsTogether() {
		try (StandInConsumer consumer = StandInConsumer.start(nats.url(),
				(self, request) -> self.refuse(request, "503"));
				TestProducer producer = TestProducer.linked(nats.url(), "producer.retry.per-second=0",
						"producer.retry.per-request=0.5")) {
			List<CompletableFuture<Settled>> asked = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				asked.add(producer.ask(i));
			}
			for (CompletableFuture<Settled> one : asked) {
				assertThat(one.orTimeout(60, TimeUnit.SECONDS).join().outcome()).isEqualTo(RequestOutcome.REFUSED);
			}
			// Half as many for the second in which they came, and for the one after.
			assertThat(producer.counter("task.request.retries", "reason", "busy")).isBetween(1.0, 200.0);
			assertThat(consumer.received()).hasSizeLessThanOrEqualTo(400);
		}
	}

	/**
	 * A producer whose requests look for somebody for as long as it takes, and soon give
	 * up when all are busy.
	 */
	private static TestProducer linked(String... settings) {
		return TestProducer.linked(nats.url(), Stream
			.concat(Stream.of("producer.retry.max-attempts=100", "producer.retry.max-delay=50ms",
					"producer.retry.per-second=2"), Stream.of(settings))
			.toArray(String[]::new));
	}

}
