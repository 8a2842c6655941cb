package io.nowornever.producer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * A member of the queue group that does what none should do, beside an honest one. Each
 * request ends once, what the honest one gets is answered, and when the other has gone
 * nothing of it is left.
 */
@Tag("integration")
@SuppressWarnings("try") // consumers that only have to be there
class HostileConsumerTests {

	private static final int REQUESTS = 60;

	private static final int REPLIES = 1_000;

	private static final String FREE = "\"free\":1000,\"workers\":1000,\"wait_ms\":0,\"limit_ms\":1000,"
			+ "\"mean_ms\":20,\"most_ms\":30";

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass.withDefaults();

	static Stream<Arguments> reactions() {
		return Stream.of(does("garbage", RequestOutcome.FAILED, replies("\u0000\u0001garbage")),
				does("a megabyte", RequestOutcome.FAILED, replies("x".repeat(1_000_000))),
				does("wrong task ids", RequestOutcome.FAILED,
						(consumer, request) -> consumer.reply(request, "other",
								"{\"user_id\":1,\"processed\":true,\"worker\":\"c\"}")),
				does("an error text with an escape", RequestOutcome.FAILED,
						raw("NATS/1.0\r\nNats-Service-Error: \u001b[31m\r\nNats-Service-Error-Code: 500\r\n\r\n")),
				does("codes that are none", RequestOutcome.FAILED,
						raw("NATS/1.0\r\nNats-Service-Error: x\r\nNats-Service-Error-Code: 99999999999\r\n\r\n")),
				does("no well-formed headers", RequestOutcome.FAILED, raw("NATS/1.0\r\nno colon\r\n\r\n")),
				does("a load of nonsense", RequestOutcome.FAILED,
						raw("NATS/1.0\r\nLoad: {\"instance\":\"x\",\"workers\":1e99}\r\n\r\n")),
				does("busy to everybody", RequestOutcome.REFUSED,
						(consumer, request) -> consumer.refuse(request, "503")),
				does("nothing", RequestOutcome.TIMED_OUT, (consumer, request) -> {
				}), does("that nobody listens", RequestOutcome.REFUSED, raw("NATS/1.0 503\r\n\r\n")),
				does("that nobody listens, with a body and headers", RequestOutcome.REFUSED,
						raw("NATS/1.0 503 No Responders\r\nTask-Id: x\r\n\r\n")),
				does("another status", RequestOutcome.TIMED_OUT, raw("NATS/1.0 404 No Messages\r\n\r\n")),
				does("a heartbeat", RequestOutcome.TIMED_OUT, raw("NATS/1.0 100 Idle Heartbeat\r\n\r\n")));
	}

	private static Arguments does(String name, RequestOutcome outcome, BiConsumer<StandInConsumer, Message> reaction) {
		return argumentSet(name, outcome, reaction);
	}

	private static BiConsumer<StandInConsumer, Message> replies(String body) {
		return (consumer, request) -> consumer.reply(request, StandInConsumer.taskId(request), body);
	}

	private static BiConsumer<StandInConsumer, Message> raw(String headerBlock) {
		return (consumer, request) -> {
			try (RawClient raw = RawClient.connect(nats.url())) {
				raw.publish(request.getReplyTo(), "", headerBlock, "x".getBytes(StandardCharsets.US_ASCII));
			}
		};
	}

	@ParameterizedTest
	@MethodSource("reactions")
	void costsNoMoreThanWhatTheGroupGivesIt(RequestOutcome outcome, BiConsumer<StandInConsumer, Message> reaction) {
		try (StandInConsumer presence = StandInConsumer.full(nats.url());
				StandInConsumer honest = StandInConsumer.answering(nats.url());
				TestProducer producer = TestProducer.linked(nats.url(), "producer.timeout=3s")) {
			try (StandInConsumer hostile = StandInConsumer.start(nats.url(), reaction)) {
				assertThat(outcomes(producer)).contains(RequestOutcome.ANSWERED)
					.isSubsetOf(EnumSet.of(RequestOutcome.ANSWERED, RequestOutcome.TIMED_OUT, outcome));
				assertThat(hostile.received()).isNotEmpty();
			}
			assertThat(producer.functionCounter("task.backoff.pauses")).isZero();
			assertThat(producer.functionCounter("nats.connection.reconnects")).isZero();
			assertNothingIsLeft(producer);
		}
	}

	@ParameterizedTest
	@MethodSource("reactions")
	void costsNothingWhereTheHonestOneTellsItsLoad(RequestOutcome outcome,
			BiConsumer<StandInConsumer, Message> reaction) {
		try (TellingConsumer honest = TellingConsumer.start(nats.url(), "honest", FREE, TellingConsumer::answer);
				StandInConsumer hostile = StandInConsumer.start(nats.url(), reaction);
				TestProducer producer = TestProducer.linked(nats.url())) {
			Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> producer.gauge("task.responders") == 1);
			assertThat(outcomes(producer)).containsExactly(RequestOutcome.ANSWERED);
			assertThat(hostile.received()).isEmpty();
		}
	}

	@Test
	void ofAThousandRepliesToARequestOneCounts() {
		try (StandInConsumer hostile = StandInConsumer.start(nats.url(), (consumer, request) -> {
			for (int i = 0; i < REPLIES; i++) {
				consumer.answer(request);
			}
		}); TestProducer producer = TestProducer.linked(nats.url())) {
			assertThat(outcomes(producer)).containsExactly(RequestOutcome.ANSWERED);
			assertThat(producer.count(RequestOutcome.ANSWERED)).isEqualTo(REQUESTS);
			Awaitility.await()
				.atMost(60, TimeUnit.SECONDS)
				.until(() -> producer.counter("task.replies.duplicate") == REQUESTS * (REPLIES - 1.0));
			assertNothingIsLeft(producer);
		}
	}

	@Test
	void aThousandRefusalsOfARequestCountForOneAttemptEach() {
		try (StandInConsumer hostile = StandInConsumer.start(nats.url(), (consumer, request) -> {
			for (int i = 0; i < REPLIES; i++) {
				consumer.refuse(request, "503");
			}
		}); TestProducer producer = TestProducer.linked(nats.url(), "producer.retry.max-attempts=3")) {
			assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.REFUSED);
			assertThat(hostile.received()).hasSize(3);
			assertThat(producer.unaccounted()).isZero();
		}
	}

	@Test
	void aFakedPresenceMakesNobodyPassForBusyUntilItEnds() {
		try (TestProducer producer = TestProducer.linked(nats.url(), "producer.timeout=3s",
				"producer.retry.max-delay=50ms")) {
			try (StandInConsumer faked = StandInConsumer.full(nats.url(), (connection, question) -> {
				for (int i = 0; i < REPLIES; i++) {
					connection.publish(question.getReplyTo(), new byte[] { 0, 1, 2 });
				}
			})) {
				assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.REFUSED);
				assertThat(producer.functionCounter("task.backoff.pauses")).isZero();
			}
			assertNothingIsLeft(producer);
		}
	}

	/**
	 * With an honest consumer, or one that comes now, requests are answered again.
	 */
	private static void assertNothingIsLeft(TestProducer producer) {
		try (StandInConsumer honest = StandInConsumer.answering(nats.url())) {
			Awaitility.await()
				.atMost(60, TimeUnit.SECONDS)
				.until(() -> producer.outcome(-1) == RequestOutcome.ANSWERED);
			assertThat(producer.unaccounted()).isZero();
			assertThat(producer.gauge("task.requests.in.flight")).isZero();
		}
	}

	private static Set<RequestOutcome> outcomes(TestProducer producer) {
		List<CompletableFuture<TestProducer.Settled>> asked = new ArrayList<>();
		for (int user = 0; user < REQUESTS; user++) {
			asked.add(producer.ask(user));
		}
		Set<RequestOutcome> outcomes = EnumSet.noneOf(RequestOutcome.class);
		asked.forEach((one) -> outcomes.add(one.orTimeout(60, TimeUnit.SECONDS).join().outcome()));
		return outcomes;
	}

}
