package io.nowornever.producer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nowornever.request.RequestOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What any consumer may rely on, whatever broker is between.
 */
@Tag("integration")
@SuppressWarnings("try") // consumers that only have to be there
abstract class ContractTests {

	/**
	 * The broker's address.
	 * @return a NATS URL
	 */
	abstract String url();

	/**
	 * Where the one that knows the contract alone connects.
	 * @return the same, unless the broker asks who one is
	 */
	String foreignUrl() {
		return url();
	}

	/**
	 * What the producer needs besides to be let in.
	 * @return settings, {@code key=value}
	 */
	List<String> settings() {
		return List.of();
	}

	@Test
	void aRequestCarriesWhatTheContractSays() {
		try (StandInConsumer consumer = StandInConsumer.answering(foreignUrl());
				TestProducer producer = producer("producer.timeout=40s")) {
			long before = System.currentTimeMillis();
			assertThat(producer.outcome(17)).isEqualTo(RequestOutcome.ANSWERED);
			Message request = consumer.received().getFirst();
			Headers headers = request.getHeaders();
			assertThat(headers.keySet()).containsExactlyInAnyOrder("Task-Id", "User-Id", "Sent-At", "Timeout-Ms",
					"Attempt");
			String taskId = headers.getFirst("Task-Id");
			assertThat(headers.getFirst("User-Id")).isEqualTo("17");
			assertThat(headers.getFirst("Timeout-Ms")).isEqualTo("40000");
			assertThat(headers.getFirst("Attempt")).isEqualTo("1");
			assertThat(Long.parseLong(headers.getFirst("Sent-At"))).isBetween(before, System.currentTimeMillis());
			assertThat(new String(request.getData(), StandardCharsets.UTF_8))
				.isEqualTo("{\"task_id\":\"" + taskId + "\",\"user_id\":17}");
		}
	}

	@Test
	void ofTwoGroupsTheFirstReplyWinsAndTheSecondIsADuplicate() {
		try (StandInConsumer one = StandInConsumer.start(foreignUrl(), "workers", StandInConsumer::answer);
				StandInConsumer two = StandInConsumer.start(foreignUrl(), "workers-2", StandInConsumer::answer);
				TestProducer producer = producer()) {
			assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.ANSWERED);
			await(() -> producer.counter("task.replies.duplicate") == 1);
			assertThat(one.received()).hasSize(1);
			assertThat(two.received()).hasSize(1);
			assertThat(producer.counter("task.replies.late")).isZero();
		}
	}

	@Test
	void anErrorFailsTheRequestAndIsNotRepeated() {
		try (StandInConsumer consumer = StandInConsumer.start(foreignUrl(), (it, request) -> it.refuse(request, "500"));
				TestProducer producer = producer()) {
			assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.FAILED);
			assertThat(consumer.received()).hasSize(1);
		}
	}

	@Test
	void aBusyConsumerIsAskedAgainWithTheSameIdAndStamp() {
		AtomicInteger calls = new AtomicInteger();
		try (StandInConsumer consumer = StandInConsumer.start(foreignUrl(), (it, request) -> {
			if (calls.incrementAndGet() < 3) {
				it.refuse(request, "503");
			}
			else {
				it.answer(request);
			}
		}); TestProducer producer = producer()) {
			assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.ANSWERED);
			assertThat(consumer.received()).extracting((it) -> it.getHeaders().getFirst("Attempt"))
				.containsExactly("1", "2", "3");
			assertThat(consumer.received()).extracting((it) -> it.getHeaders().getFirst("Task-Id"))
				.containsOnly(consumer.received().getFirst().getHeaders().getFirst("Task-Id"));
			assertThat(consumer.received()).extracting((it) -> it.getHeaders().getFirst("Sent-At"))
				.containsOnly(consumer.received().getFirst().getHeaders().getFirst("Sent-At"));
			assertThat(producer.counter("task.request.retries", "reason", "busy")).isEqualTo(2);
		}
	}

	@Test
	void nobodyListensThenSomebodyAppears() {
		try (TestProducer producer = producer("producer.backoff.initial=150ms", "producer.backoff.max=150ms",
				"producer.retry.max-attempts=100")) {
			CompletableFuture<TestProducer.Settled> first = producer.ask(1);
			await(() -> producer.functionCounter("task.backoff.pauses") >= 3);
			assertThat(producer.gauge("task.backoff.seconds")).isPositive();
			try (StandInConsumer consumer = StandInConsumer.answering(foreignUrl())) {
				assertThat(first.orTimeout(60, TimeUnit.SECONDS).join().outcome()).isEqualTo(RequestOutcome.ANSWERED);
				await(() -> producer.gauge("task.backoff.seconds") == 0);
				assertThat(producer.outcome(2)).isEqualTo(RequestOutcome.ANSWERED);
				assertThat(Integer.parseInt(consumer.received().getFirst().getHeaders().getFirst("Attempt")))
					.isGreaterThan(1);
				assertThat(producer.counter("task.request.retries", "reason", "no_responders")).isPositive();
				assertThat(producer.unaccounted()).isZero();
			}
		}
	}

	private TestProducer producer(String... more) {
		return TestProducer.linked(url(), Stream.concat(settings().stream(), Stream.of(more)).toArray(String[]::new));
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(condition);
	}

}
