package io.nowornever.consumer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nowornever.common.time.NanoClock;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The consumer under overload, against a real broker.
 */
@Tag("integration")
class GateClosingTests {

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass.withDefaults();

	private StandInProducer producer;

	@BeforeEach
	void start() {
		this.producer = StandInProducer.connect(nats.url());
	}

	@AfterEach
	void stop() {
		this.producer.close();
	}

	@Test
	void whatCouldNotBeDoneInTimeIsRefusedAtOnce() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		try (TestConsumer consumer = TestConsumer.with((task) -> {
			begun.countDown();
			release.await();
		}, nats.url(), "consumer.work.min=30s", "consumer.work.max=30s", "consumer.max-age=300s")) {
			CompletableFuture<Message> first = ask("60000");
			begun.await();
			Message second = ask("40000").get(30, TimeUnit.SECONDS);
			assertThat(second.getHeaders().getFirst("Nats-Service-Error-Code")).isEqualTo("503");
			assertThat(second.getData()).isEmpty();
			consumer.awaitHandled(TaskOutcome.REFUSED, 1);
			release.countDown();
			assertThat(first.get(30, TimeUnit.SECONDS).getHeaders().getFirst("Nats-Service-Error-Code")).isNull();
		}
	}

	@Test
	void aBudgetBelowTheUsualWorkIsTriedOnceInAWhile() {
		LeapingClock clock = new LeapingClock();
		try (TestConsumer consumer = TestConsumer.with((task) -> clock.leap(Duration.ofSeconds(60)), clock, nats.url(),
				"consumer.work.min=60s", "consumer.work.max=60s")) {
			// One that is not begun at once is refused after all, and another is tried.
			Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> {
				clock.leap(Duration.ofSeconds(1));
				ask("30000").get(30, TimeUnit.SECONDS);
				return consumer.handled(TaskOutcome.LATE) > 0;
			});
		}
	}

	@Test
	void theGateOpensAgainWhateverFailedWhileItWasClosed() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		AtomicBoolean fails = new AtomicBoolean();
		LeapingClock time = new LeapingClock();
		NanoClock clock = () -> {
			if (Thread.currentThread().getName().equals("gate-keeper") && fails.getAndSet(false)) {
				throw new IllegalStateException("a bug");
			}
			return time.nanoTime();
		};
		try (TestConsumer consumer = TestConsumer.with((task) -> release.await(), clock, nats.url(),
				"consumer.work.min=30s", "consumer.work.max=30s", "consumer.max-age=61s")) {
			Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> {
				Headers headers = this.producer.headers();
				this.producer.publish("_INBOX.nobody", headers, StandInProducer.body(headers));
				return consumer.value("task.gate.open") == 0;
			});
			fails.set(true);
			Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> !fails.get());
			release.countDown();
			Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> consumer.value("task.gate.open") == 1);
		}
	}

	@Test
	void whatWouldComeTooLateIsTriedOnlyWhileItIsFresh() throws Exception {
		try (TestConsumer consumer = TestConsumer.with((task) -> {
		}, nats.url(), "consumer.work.min=60s", "consumer.work.max=60s", "consumer.max-age=300s")) {
			Headers old = this.producer.headers()
				.put("Sent-At", Long.toString(System.currentTimeMillis() - 15_000))
				.put("Timeout-Ms", "30000");
			Message refused = this.producer.future(old, StandInProducer.body(old)).get(30, TimeUnit.SECONDS);
			assertThat(refused.getHeaders().getFirst("Nats-Service-Error-Code")).isEqualTo("503");
			assertThat(consumer.handled(TaskOutcome.ANSWERED)).isZero();
			Awaitility.await()
				.atMost(60, TimeUnit.SECONDS)
				.until(() -> ask("30000").get(30, TimeUnit.SECONDS)
					.getHeaders()
					.getFirst("Nats-Service-Error-Code") == null);
		}
	}

	@Test
	void aConsumerThatHoldsEnoughLeavesItsGroupAndComesBack() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		try (TestConsumer consumer = TestConsumer.with((task) -> release.await(), nats.url(), "consumer.work.min=100ms",
				"consumer.work.max=100ms", "consumer.gate.close-at=0.02", "consumer.gate.open-at=0.01")) {
			List<CompletableFuture<Message>> asked = new ArrayList<>();
			for (int i = 0; i < 30; i++) {
				asked.add(ask("60000"));
			}
			Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> consumer.value("task.gate.closings") > 0);
			Message presence = this.producer.question("$SRV.PING.tasks-now").get(30, TimeUnit.SECONDS);
			assertThat(presence.getData()).asString(StandardCharsets.UTF_8).contains("\"worker\":\"consumer-1\"");
			release.countDown();
			Awaitility.await()
				.atMost(60, TimeUnit.SECONDS)
				.until(() -> asked.stream().allMatch(CompletableFuture::isDone));
			Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> consumer.value("task.gate.open") == 1);
			long answered = asked.stream().filter((one) -> !one.isCompletedExceptionally()).count();
			consumer.awaitHandled(TaskOutcome.ANSWERED, answered);
			assertThat(consumer.handled(TaskOutcome.ANSWERED)).isEqualTo(answered);
			assertThat(this.producer.ask().getHeaders().getFirst("Worker")).isEqualTo("consumer-1");
		}
	}

	@Test
	void theGateFollowsAcrossABrokersRestart() {
		CountDownLatch release = new CountDownLatch(1);
		try (TestConsumer consumer = TestConsumer.with((task) -> release.await(), nats.url(), "consumer.work.min=5s",
				"consumer.work.max=5s", "consumer.gate.close-at=0.05", "consumer.gate.open-at=0.01")) {
			Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> {
				Headers headers = this.producer.headers();
				this.producer.publish("_INBOX.nobody", headers, StandInProducer.body(headers));
				return consumer.value("task.gate.open") == 0;
			});
			nats.broker().kill();
			consumer.awaitLink(false);
			nats.broker().restart();
			consumer.awaitLink(true);
			assertThat(consumer.value("task.gate.open")).isZero();
			assertThat(this.producer.question("$SRV.PING.tasks-now")
				.orTimeout(60, TimeUnit.SECONDS)
				.join()
				.isStatusMessage()).isFalse();
			release.countDown();
		}
	}

	private CompletableFuture<Message> ask(String timeoutMillis) {
		Headers headers = this.producer.headers().put("Timeout-Ms", timeoutMillis);
		// The client library cancels the future when nobody listens.
		return this.producer.future(headers, StandInProducer.body(headers));
	}

}
