package io.nowornever.producer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.nats.client.Message;
import io.nowornever.request.RequestOutcome;
import io.nowornever.testbed.broker.RawClient;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * The request client against a real broker.
 */
@Tag("integration")
@SuppressWarnings("try") // consumers that only have to be there
class RequestClientTests {

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass.withDefaults();

	@Test
	void manyRequestsAtOnceAreEachSettledOnce() {
		try (StandInConsumer consumer = StandInConsumer.answering(nats.url());
				TestProducer producer = TestProducer.linked(nats.url())) {
			List<CompletableFuture<TestProducer.Settled>> all = LongStream.range(0, 5000)
				.mapToObj(producer::ask)
				.toList();
			all.forEach((one) -> assertThat(one.orTimeout(60, TimeUnit.SECONDS).join().outcome())
				.isEqualTo(RequestOutcome.ANSWERED));
			assertThat(producer.count(RequestOutcome.ANSWERED)).isEqualTo(5000);
			assertThat(consumer.received().stream().map((it) -> it.getHeaders().getFirst("Task-Id")).distinct())
				.hasSize(5000);
			assertThat(producer.unaccounted()).isZero();
		}
	}

	@Test
	void silenceTimesOutAfterTheBudgetAndNotOnSomeTick() {
		try (StandInConsumer consumer = StandInConsumer.silent(nats.url());
				TestProducer producer = TestProducer.linked(nats.url(), "producer.timeout=100ms")) {
			long begin = System.nanoTime();
			for (int i = 0; i < 5; i++) {
				assertThat(producer.outcome(i)).isEqualTo(RequestOutcome.TIMED_OUT);
			}
			// On the client library's tick the last four alone would take 5 s each.
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(500),
					Duration.ofSeconds(20));
		}
	}

	@Test
	void aListenerThatFailsHarmsNoOtherRequest() {
		try (StandInConsumer consumer = StandInConsumer.silent(nats.url());
				TestProducer producer = TestProducer.linked(nats.url(), "producer.timeout=100ms")) {
			producer.ask(1, (outcome, reply) -> {
				throw new IllegalStateException("a bug");
			});
			producer.ask(1, (outcome, reply) -> {
				throw new AssertionError("a worse one");
			});
			await(() -> producer.count(RequestOutcome.TIMED_OUT) == 2);
			assertThat(producer.outcome(2)).isEqualTo(RequestOutcome.TIMED_OUT);
			assertThat(producer.unaccounted()).isZero();
		}
	}

	@Test
	void aReplyAfterTheBudgetIsCountedAsLate() {
		try (StandInConsumer consumer = StandInConsumer.silent(nats.url());
				TestProducer producer = TestProducer.linked(nats.url(), "producer.timeout=100ms")) {
			assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.TIMED_OUT);
			consumer.awaitReceived(1);
			consumer.answer(consumer.received().getFirst());
			await(() -> producer.counter("task.replies.late") == 1);
			assertThat(producer.counter("task.replies.duplicate")).isZero();
			assertThat(producer.count(RequestOutcome.ANSWERED)).isZero();
		}
	}

	@Test
	void aRequestThatIsAlwaysRefusedIsSentNoMoreThanAllowed() {
		try (StandInConsumer consumer = StandInConsumer.start(nats.url(), (it, request) -> it.refuse(request, "503"));
				TestProducer producer = TestProducer.linked(nats.url(), "producer.retry.max-attempts=3",
						"producer.retry.max-delay=50ms")) {
			assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.REFUSED);
			assertThat(consumer.received()).hasSize(3);
		}
	}

	@Test
	void withoutRetriesARefusalEndsTheRequest() {
		try (StandInConsumer consumer = StandInConsumer.start(nats.url(), (it, request) -> it.refuse(request, "503"));
				TestProducer producer = TestProducer.linked(nats.url(), "producer.retry.enabled=false")) {
			assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.REFUSED);
			assertThat(consumer.received()).hasSize(1);
		}
	}

	@Test
	void aRefusalOfAnEarlierAttemptDoesNotCountForTheNext() {
		AtomicInteger calls = new AtomicInteger();
		try (StandInConsumer consumer = StandInConsumer.start(nats.url(), (it, request) -> {
			it.refuse(request, "503");
			if (calls.incrementAndGet() == 1) {
				it.refuse(request, "503");
			}
		}); TestProducer producer = TestProducer.linked(nats.url(), "producer.retry.max-attempts=2")) {
			assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.REFUSED);
			assertThat(consumer.received()).hasSize(2);
		}
	}

	@Test
	void theOriginalsFixedPauseRejectsWhatComesMeanwhile() {
		try (TestProducer producer = TestProducer.linked(nats.url(), "producer.timeout=5s",
				"producer.backoff.initial=10s", "producer.backoff.max=10s", "producer.backoff.multiplier=1",
				"producer.backoff.jitter=0")) {
			assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.NO_RESPONDERS);
			assertThat(producer.gauge("task.backoff.seconds")).isEqualTo(10);
			assertThat(producer.outcome(2)).isEqualTo(RequestOutcome.REJECTED);
			assertThat(producer.functionCounter("task.backoff.pauses")).isEqualTo(1);
		}
	}

	@Test
	void onlyOneRequestProbes() {
		try (TestProducer producer = TestProducer.linked(nats.url(), "producer.backoff.initial=20ms",
				"producer.backoff.max=20ms", "producer.retry.enabled=false")) {
			assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.NO_RESPONDERS);
			await(() -> producer.gauge("task.backoff.seconds") > 0);
			AtomicBoolean answering = new AtomicBoolean();
			try (StandInConsumer consumer = StandInConsumer.start(nats.url(), (it, request) -> {
				if (answering.get()) {
					it.answer(request);
				}
			})) {
				Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> {
					producer.askAndForget(2);
					return !consumer.received().isEmpty();
				});
				assertThat(producer.outcome(3)).isEqualTo(RequestOutcome.REJECTED);
				assertThat(consumer.received()).hasSize(1);
				answering.set(true);
				consumer.answer(consumer.received().getFirst());
				await(() -> producer.outcome(4) == RequestOutcome.ANSWERED);
			}
		}
	}

	@Test
	void tooManyAtOnceAreRejected() {
		try (StandInConsumer consumer = StandInConsumer.silent(nats.url());
				TestProducer producer = TestProducer.linked(nats.url(), "producer.max-in-flight=2")) {
			CompletableFuture<TestProducer.Settled> one = producer.ask(1);
			CompletableFuture<TestProducer.Settled> two = producer.ask(2);
			assertThat(producer.outcome(3)).isEqualTo(RequestOutcome.REJECTED);
			consumer.awaitReceived(2);
			consumer.received().forEach(consumer::answer);
			assertThat(one.orTimeout(30, TimeUnit.SECONDS).join().outcome()).isEqualTo(RequestOutcome.ANSWERED);
			assertThat(two.orTimeout(30, TimeUnit.SECONDS).join().outcome()).isEqualTo(RequestOutcome.ANSWERED);
			assertThat(producer.unaccounted()).isZero();
		}
	}

	@Test
	void withoutABrokerRequestsEndAtOnceAndTheServiceWaitsForIt() {
		nats.broker().stop();
		try (TestProducer producer = TestProducer.start(nats.url())) {
			assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.DISCONNECTED);
			nats.broker().restart();
			producer.awaitLink(true);
			try (StandInConsumer consumer = StandInConsumer.answering(nats.url())) {
				assertThat(producer.outcome(2)).isEqualTo(RequestOutcome.ANSWERED);
			}
		}
	}

	@Test
	void aBrokersDeathEndsWhatWaitsAndNothingIsSentLate() {
		try (StandInConsumer before = StandInConsumer.silent(nats.url());
				TestProducer producer = TestProducer.linked(nats.url())) {
			CompletableFuture<TestProducer.Settled> waiting = producer.ask(1);
			before.awaitReceived(1);
			before.close();
			nats.broker().kill();
			assertThat(waiting.orTimeout(30, TimeUnit.SECONDS).join().outcome()).isEqualTo(RequestOutcome.DISCONNECTED);
			for (int i = 0; i < 100; i++) {
				assertThat(producer.outcome(i)).isEqualTo(RequestOutcome.DISCONNECTED);
			}
			nats.broker().restart();
			try (StandInConsumer after = StandInConsumer.answering(nats.url())) {
				producer.awaitLink(true);
				assertThat(producer.outcome(2)).isEqualTo(RequestOutcome.ANSWERED);
				assertThat(after.received()).extracting((it) -> it.getHeaders().getFirst("User-Id"))
					.containsExactly("2");
				assertThat(producer.unaccounted()).isZero();
			}
		}
	}

	@Test
	void whatWaitedToBeSentWhileTheBrokerHungIsNotSentLate() {
		try (TestProducer producer = TestProducer.linked(nats.url(), "producer.max-in-flight=1000000",
				"nats.ping-interval=500ms")) {
			nats.broker().pause();
			for (int i = 1; producer.count(RequestOutcome.DISCONNECTED) == 0; i++) {
				producer.askAndForget(i);
			}
			producer.awaitLink(false);
			await(() -> producer.gauge("task.requests.in.flight") == 0);
			try {
				nats.broker().resume();
				producer.awaitLink(true);
				try (StandInConsumer after = StandInConsumer.answering(nats.url())) {
					assertThat(producer.outcome(-1)).isEqualTo(RequestOutcome.ANSWERED);
					assertThat(after.received()).extracting((it) -> it.getHeaders().getFirst("User-Id"))
						.containsExactly("-1");
				}
			}
			finally {
				nats.broker().resume();
			}
			assertThat(producer.unaccounted()).isZero();
		}
	}

	@Test
	void strangeMessagesInTheInboxHarmNothing() {
		try (StandInConsumer consumer = StandInConsumer.start(nats.url(), (it, request) -> {
			String replyTo = request.getReplyTo();
			String root = replyTo.substring(0, replyTo.indexOf('.', "_INBOX.".length()) + 1);
			for (String tail : List.of("x", "1.x", "x.1", "-1.1", "99999999999999999999.1", "1.2.3", "..")) {
				if (!tail.contains("..")) {
					it.publish(root + tail, new byte[] { 1 });
				}
			}
			it.answer(request);
		}); TestProducer producer = TestProducer.linked(nats.url())) {
			assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.ANSWERED);
			assertThat(producer.outcome(2)).isEqualTo(RequestOutcome.ANSWERED);
			assertThat(producer.unaccounted()).isZero();
		}
	}

	@Test
	void noTaskIdTellsTheInbox() {
		try (StandInConsumer consumer = StandInConsumer.answering(nats.url());
				TestProducer producer = TestProducer.linked(nats.url())) {
			assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.ANSWERED);
			Message request = consumer.received().getFirst();
			String inbox = request.getReplyTo().substring("_INBOX.".length());
			inbox = inbox.substring(0, inbox.indexOf('.'));
			// Names drawn from one generator begin alike.
			assertThat(StandInConsumer.taskId(request).substring(0, 4)).isNotEqualTo(inbox.substring(0, 4));
			assertThat(inbox).hasSizeGreaterThanOrEqualTo(22);
		}
	}

	@Test
	void aRefusalForNoAttemptIsIgnored() {
		try (StandInConsumer consumer = StandInConsumer.silent(nats.url());
				TestProducer producer = TestProducer.linked(nats.url(), "producer.retry.min-delay=30s",
						"producer.retry.max-delay=30s");
				RawClient raw = RawClient.connect(nats.url())) {
			CompletableFuture<TestProducer.Settled> asked = producer.ask(1);
			consumer.awaitReceived(1);
			Message request = consumer.received().getFirst();
			String inbox = request.getReplyTo().substring(0, request.getReplyTo().lastIndexOf('.') + 1);
			String busy = "NATS/1.0\r\nNats-Service-Error: no\r\nNats-Service-Error-Code: 503\r\n\r\n";
			// It rests now, and is to go on resting.
			raw.publish(request.getReplyTo(), "", busy, new byte[0]);
			for (String attempt : List.of("x", "-1", "0", "4294967297", "99999999999999999999")) {
				raw.publish(inbox + attempt, "", busy, new byte[0]);
			}
			consumer.publish(inbox + "1", new byte[0]);
			assertThat(asked.orTimeout(30, TimeUnit.SECONDS).join().outcome()).isEqualTo(RequestOutcome.FAILED);
			assertThat(producer.unaccounted()).isZero();
		}
	}

	static Stream<Arguments> wrongReplies() {
		String right = "{\"task_id\":\"%s\",\"user_id\":17,\"processed\":true,\"worker\":\"c\"}";
		return Stream.of(argumentSet("another task in the header", "other", right),
				argumentSet("another task in the body", "%s", right.replace("%s", "other")),
				argumentSet("another user", "%s", right.replace("17", "18")),
				argumentSet("not processed", "%s", right.replace("true", "false")),
				argumentSet("processed is missing", "%s", "{\"task_id\":\"%s\",\"user_id\":17}"),
				argumentSet("no user", "%s", "{\"task_id\":\"%s\",\"processed\":true}"),
				argumentSet("something behind it", "%s", right + "x"),
				argumentSet("garbage", "%s", "\u0000\u0001garbage"), argumentSet("nothing", "%s", ""));
	}

	@ParameterizedTest
	@MethodSource("wrongReplies")
	void aReplyThatIsNotForThisRequestIsAFailure(String taskId, String body) {
		try (StandInConsumer consumer = StandInConsumer.start(nats.url(),
				(it, request) -> it.reply(request, taskId.formatted(StandInConsumer.taskId(request)),
						body.formatted(StandInConsumer.taskId(request))));
				TestProducer producer = TestProducer.linked(nats.url())) {
			assertThat(producer.outcome(17)).isEqualTo(RequestOutcome.FAILED);
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"worker\":\"c\", \"processed\":true, \"user_id\": 17, \"task_id\":\"%s\", \"more\":[1]}",
					"{\"user_id\":17,\"processed\":true}",
					"{\"task_id\":null,\"user_id\":17,\"processed\":true,\"worker\":null}" })
	void aReplyMayBeWrittenInItsOwnWay(String body) {
		try (StandInConsumer consumer = StandInConsumer.start(nats.url(),
				(it, request) -> it.reply(request, StandInConsumer.taskId(request),
						body.formatted(StandInConsumer.taskId(request))));
				TestProducer producer = TestProducer.linked(nats.url())) {
			assertThat(producer.outcome(17)).isEqualTo(RequestOutcome.ANSWERED);
		}
	}

	@Test
	void aMalformedHeaderBlockInTheInboxFailsThatRequestAlone() {
		try (StandInConsumer consumer = StandInConsumer.silent(nats.url());
				TestProducer producer = TestProducer.linked(nats.url());
				RawClient raw = RawClient.connect(nats.url())) {
			CompletableFuture<TestProducer.Settled> one = producer.ask(1);
			CompletableFuture<TestProducer.Settled> two = producer.ask(2);
			consumer.awaitReceived(2);
			raw.publish(consumer.received().getFirst().getReplyTo(), "", "NATS/1.0\r\nno colon\r\n\r\n", new byte[0]);
			assertThat(one.orTimeout(30, TimeUnit.SECONDS).join().outcome()).isEqualTo(RequestOutcome.FAILED);
			consumer.answer(consumer.received().get(1));
			assertThat(two.orTimeout(30, TimeUnit.SECONDS).join().outcome()).isEqualTo(RequestOutcome.ANSWERED);
		}
	}

	@Test
	void closingSettlesWhatIsInFlight() {
		CompletableFuture<TestProducer.Settled> inFlight;
		try (StandInConsumer consumer = StandInConsumer.start(nats.url(),
				(it, request) -> CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS)
					.execute(() -> it.answer(request)));
				TestProducer producer = TestProducer.linked(nats.url())) {
			inFlight = producer.ask(1);
			consumer.awaitReceived(1);
			producer.close();
			assertThat(inFlight).isCompleted();
			assertThat(inFlight.join().outcome()).isEqualTo(RequestOutcome.ANSWERED);
		}
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(condition);
	}

}
