package io.nowornever.consumer;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.broker.RawClient;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
 * Whatever a requester sends, it is answered 400 or counted, and the next good request is
 * answered.
 */
@Tag("integration")
class BadInputTests {

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass
		.of(Broker.builder().configuration("max_payload: 8MB\nmax_control_line: 16KB"));

	private static TestConsumer consumer;

	private static StandInProducer producer;

	@BeforeAll
	static void start() {
		consumer = TestConsumer.start(nats.url());
		producer = StandInProducer.connect(nats.url());
	}

	@AfterAll
	static void stop() {
		producer.close();
		consumer.close();
	}

	static Stream<Arguments> badHeaders() {
		long now = System.currentTimeMillis();
		return Stream.of(bad("no Sent-At", "Sent-At is missing", (headers) -> without(headers, "Sent-At")),
				bad("repeated Sent-At", "Sent-At stands 2 times", (it) -> it.add("Sent-At", "1")),
				bad("negative Sent-At", "Sent-At is \"-5\"", (it) -> it.put("Sent-At", "-5")),
				bad("text as Sent-At", "Sent-At is \"soon\"", (it) -> it.put("Sent-At", "soon")),
				bad("empty Sent-At", "Sent-At is \"\"", (it) -> it.put("Sent-At", "")),
				bad("seconds", "13 digits", (it) -> it.put("Sent-At", Long.toString(now / 1000))),
				bad("far future", "at most an hour ahead",
						(it) -> it.put("Sent-At", Long.toString(now + Duration.ofDays(2).toMillis()))),
				bad("huge Sent-At", "Sent-At is", (it) -> it.put("Sent-At", "9".repeat(30))),
				bad("longest Sent-At", "Sent-At is", (it) -> it.put("Sent-At", Long.toString(Long.MAX_VALUE))),
				bad("repeated Timeout-Ms", "Timeout-Ms stands 2 times", (it) -> it.add("Timeout-Ms", "1")),
				bad("negative Timeout-Ms", "from 1 to", (it) -> it.put("Timeout-Ms", "-1")),
				bad("zero Timeout-Ms", "from 1 to", (it) -> it.put("Timeout-Ms", "0")),
				bad("text as Timeout-Ms", "from 1 to", (it) -> it.put("Timeout-Ms", "5s")),
				bad("a year as Timeout-Ms", "from 1 to",
						(it) -> it.put("Timeout-Ms", Long.toString(Duration.ofDays(365).toMillis()))),
				bad("huge Timeout-Ms", "from 1 to", (it) -> it.put("Timeout-Ms", "9".repeat(30))),
				bad("repeated Task-Id", "Task-Id stands 2 times", (it) -> it.add("Task-Id", "x")),
				bad("empty Task-Id", "Task-Id is", (it) -> it.put("Task-Id", "")),
				bad("Task-Id that a terminal would obey", "Task-Id is \"a?[31mb\"",
						(it) -> it.put("Task-Id", "a\u001b[31mb")),
				bad("long Task-Id", "Task-Id is", (it) -> it.put("Task-Id", "x".repeat(129))));
	}

	private static Arguments bad(String name, String problem, UnaryOperator<Headers> change) {
		return argumentSet(name, problem, change);
	}

	private static Headers without(Headers headers, String name) {
		headers.remove(name);
		return headers;
	}

	@ParameterizedTest
	@MethodSource("badHeaders")
	void badHeadersAreAnswered400(String problem, UnaryOperator<Headers> change) {
		Headers headers = change.apply(producer.headers());
		assertRefused(producer.ask(headers, StandInProducer.utf8("{\"user_id\":17}")), problem);
		assertNextGoodOneIsAnswered();
	}

	@Test
	void noHeadersAreAnswered400() {
		assertRefused(producer.ask(null, StandInProducer.utf8("{\"user_id\":17}")), "no headers");
		assertNextGoodOneIsAnswered();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "not json", "{", "[]", "null", "17", "\"text\"", "{}", "{\"user_id\":\"17\"}",
			"{\"user_id\":1.5}", "{\"user_id\":null}", "{\"user_id\":[17]}", "{\"user_id\":99999999999999999999}",
			"{\"user_id\":17} and more", "{\"task_id\":5,\"user_id\":17}", "{\"user_id\":17" })
	void badBodiesAreAnswered400(String body) {
		assertRefused(producer.ask(producer.headers(), StandInProducer.utf8(body)), "");
		assertNextGoodOneIsAnswered();
	}

	@Test
	void aTaskIdFromTheBodyCannotSmuggleHeadersIn() {
		Headers headers = without(producer.headers(), "Task-Id");
		assertRefused(
				producer.ask(headers, StandInProducer.utf8("{\"task_id\":\"a\\r\\nWorker: evil\",\"user_id\":17}")),
				"task_id must be");
		assertNextGoodOneIsAnswered();
	}

	@Test
	void deeplyNestedBodiesAreAnswered400() {
		assertRefused(producer.ask(producer.headers(), StandInProducer.utf8("{\"x\":" + "[".repeat(100_000))), "JSON");
		assertNextGoodOneIsAnswered();
	}

	@Test
	void aMebibyteOfJsonIsJustABody() {
		byte[] body = StandInProducer.utf8("{\"user_id\":17,\"x\":\"" + "x".repeat((1 << 20) - 24) + "\"}");
		assertThat(errorCode(producer.ask(producer.headers(), body))).isNull();
	}

	@Test
	void aMebibyteOfGarbageIsAnswered400() {
		assertRefused(producer.ask(producer.headers(), new byte[1 << 20]), "JSON");
		assertNextGoodOneIsAnswered();
	}

	@Test
	void aBodyOverTheBrokersLimitNeverComesAndHarmsNobody() {
		try (RawClient raw = RawClient.connect(nats.url())) {
			raw.write("PUB tasks.now 9000000\r\n");
			assertNextGoodOneIsAnswered();
		}
	}

	@Test
	void tenThousandHeadersAreNoHindrance() {
		Headers headers = producer.headers();
		for (int i = 0; i < 10_000; i++) {
			headers.add("X-" + i, "value");
		}
		assertThat(errorCode(producer.ask(headers, StandInProducer.utf8("{\"user_id\":17}")))).isNull();
		assertNextGoodOneIsAnswered();
	}

	@Test
	void withoutAReplySubjectItIsCounted() {
		long before = consumer.handled(TaskOutcome.MALFORMED);
		producer.publish(null, producer.headers(), StandInProducer.utf8("{\"user_id\":17}"));
		consumer.awaitHandled(TaskOutcome.MALFORMED, before + 1);
		assertNextGoodOneIsAnswered();
	}

	@ParameterizedTest
	@ValueSource(strings = { "tasks.now", "tasks.durable" })
	void aReplySubjectOnWhichRequestsTravelMakesNoLoop(String replyTo) {
		long before = consumer.handled(TaskOutcome.MALFORMED);
		producer.publish(replyTo, producer.headers(), StandInProducer.utf8("{\"user_id\":17}"));
		consumer.awaitHandled(TaskOutcome.MALFORMED, before + 1);
		assertNextGoodOneIsAnswered();
		assertThat(consumer.handled(TaskOutcome.MALFORMED)).isEqualTo(before + 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "NATS/1.0\r\nno colon\r\n\r\n", "NATS/9.9\r\nA: b\r\n\r\n", "HTTP/1.1\r\nA: b\r\n\r\n",
			"NATS/1.0\r\nA: b\r\n", "\r\n\r\n", "NATS/1.0\r\n: b\r\n\r\n", "NATS/1.0\r\nA: \u00e9\r\n\r\n", "x" })
	void aMalformedHeaderBlockIsAnswered400AndWhatComesBehindItIsAnswered(String block) throws Exception {
		long before = consumer.handled(TaskOutcome.MALFORMED);
		double reconnects = consumer.value("nats.connection.reconnects");
		try (RawClient raw = RawClient.connect(nats.url())) {
			CompletableFuture<Message> refusal = producer.nextMessage("_INBOX.refusals");
			raw.publish("tasks.now", "_INBOX.refusals", block, StandInProducer.utf8("{}"));
			assertNextGoodOneIsAnswered();
			assertThat(errorCode(refusal.get(30, TimeUnit.SECONDS))).isEqualTo("400");
		}
		consumer.awaitHandled(TaskOutcome.MALFORMED, before + 1);
		assertThat(consumer.value("nats.connection.reconnects")).isEqualTo(reconnects);
	}

	private static void assertRefused(Message reply, String problem) {
		assertThat(errorCode(reply)).isEqualTo("400");
		assertThat(reply.getHeaders().getFirst("Nats-Service-Error")).contains(problem);
		assertThat(reply.getData()).isEmpty();
	}

	private static void assertNextGoodOneIsAnswered() {
		assertThat(errorCode(producer.ask())).isNull();
	}

	private static @Nullable String errorCode(Message reply) {
		return Objects.requireNonNull(reply.getHeaders()).getFirst("Nats-Service-Error-Code");
	}

}
