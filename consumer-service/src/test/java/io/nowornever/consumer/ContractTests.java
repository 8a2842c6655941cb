package io.nowornever.consumer;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.concurrent.TimeUnit;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nowornever.respond.outcome.TaskOutcome;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What any requester may rely on, whatever broker is between.
 */
@Tag("integration")
@SuppressWarnings("try") // consumers that only have to be there
abstract class ContractTests {

	private StandInProducer producer;

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
	 * What the consumer needs besides to be let in.
	 * @return settings, {@code key=value}
	 */
	List<String> settings() {
		return List.of();
	}

	@BeforeEach
	void connect() {
		this.producer = StandInProducer.connect(foreignUrl());
	}

	@AfterEach
	void disconnect() {
		this.producer.close();
	}

	@Test
	void answersAsTheContractSays() {
		try (TestConsumer consumer = consumer()) {
			Headers headers = this.producer.headers();
			Message reply = this.producer.ask(headers, StandInProducer.body(headers));
			assertThat(reply.getHeaders().keySet()).containsExactlyInAnyOrder("Task-Id", "Worker", "Waited-Ms",
					"Worked-Ms", "Load");
			assertThat(reply.getHeaders().getFirst("Task-Id")).isEqualTo(headers.getFirst("Task-Id"));
			assertThat(reply.getHeaders().getFirst("Worker")).isEqualTo("consumer-1");
			assertThat(Long.parseLong(reply.getHeaders().getFirst("Waited-Ms"))).isNotNegative();
			assertThat(reply.getData()).asString()
				.isEqualTo("{\"task_id\":\"" + headers.getFirst("Task-Id")
						+ "\",\"user_id\":17,\"processed\":true,\"worker\":\"consumer-1\"}");
			consumer.awaitHandled(TaskOutcome.ANSWERED, 1);
		}
	}

	@Test
	void aStaleRequestIsSkippedAlthoughItsBodyIsGarbage() throws Exception {
		try (TestConsumer consumer = consumer()) {
			CompletableFuture<Message> stale = this.producer.future(this.producer.staleHeaders(), new byte[] { 1, 2 });
			consumer.awaitHandled(TaskOutcome.STALE, 1);
			assertThat(errorCode(this.producer.ask())).isNull();
			consumer.awaitHandled(TaskOutcome.ANSWERED, 1);
			assertThat(stale).isNotDone();
			assertThat(consumer.handled()).isEqualTo(2);
		}
	}

	@Test
	void twoMembersOfAGroupShareAndTwoGroupsEachGetEverything() {
		try (TestConsumer one = consumer();
				TestConsumer two = consumer();
				TestConsumer other = consumer("consumer.queue-group=workers-2")) {
			for (int i = 0; i < 200; i++) {
				this.producer.ask();
			}
			other.awaitHandled(TaskOutcome.ANSWERED, 200);
			await(() -> one.handled() + two.handled() == 200);
			assertThat(one.handled()).isPositive();
			assertThat(two.handled()).isPositive();
		}
	}

	@Test
	void aHandlerThatThrowsIsAnsweredAndTheNextTaskIsDone() {
		UserTaskHandler handler = (task) -> {
			if (task.userId() == 13) {
				throw new IllegalStateException("no luck");
			}
			if (task.userId() == 14) {
				throw new StackOverflowError();
			}
		};
		try (TestConsumer consumer = TestConsumer.with(handler, url(), settings().toArray(String[]::new))) {
			Message failed = this.producer.ask(this.producer.headers(), StandInProducer.utf8("{\"user_id\":13}"));
			assertThat(errorCode(failed)).isEqualTo("500");
			assertThat(failed.getHeaders().getFirst("Nats-Service-Error")).contains("IllegalStateException");
			assertThat(failed.getData()).isEmpty();
			Message worse = this.producer.ask(this.producer.headers(), StandInProducer.utf8("{\"user_id\":14}"));
			assertThat(errorCode(worse)).isEqualTo("500");
			assertThat(errorCode(this.producer.ask())).isNull();
			consumer.awaitHandled(TaskOutcome.ANSWERED, 1);
			assertThat(consumer.handled(TaskOutcome.FAILED)).isEqualTo(2);
		}
	}

	private TestConsumer consumer(String... more) {
		return TestConsumer.start(url(), Stream.concat(settings().stream(), Stream.of(more)).toArray(String[]::new));
	}

	private static @Nullable String errorCode(Message reply) {
		return Objects.requireNonNull(reply.getHeaders()).getFirst("Nats-Service-Error-Code");
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(condition);
	}

}
