package io.nowornever.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The consumer against a real broker and requesters that know the contract alone.
 */
@Tag("integration")
@SuppressWarnings("try") // consumers that only have to be there
class ConsumerTests {

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
	void aRequestThatBecomesStaleWhileItWaitsIsSkipped() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		LeapingClock clock = new LeapingClock();
		try (TestConsumer consumer = TestConsumer.with((task) -> {
			begun.countDown();
			release.await();
		}, clock, nats.url())) {
			CompletableFuture<Message> worked = ask(this.producer.headers());
			begun.await();
			CompletableFuture<Message> waiting = ask(this.producer.headers());
			await(() -> consumer.value("task.backlog") == 1);
			assertThat(consumer.value("task.backlog.seconds")).isNotNegative();
			clock.leap(Duration.ofSeconds(61));
			release.countDown();
			assertThat(errorCode(worked.get(30, TimeUnit.SECONDS))).isNull();
			consumer.awaitHandled(TaskOutcome.STALE, 1);
			assertThat(waiting).isNotDone();
			assertThat(consumer.value("task.backlog")).isZero();
		}
	}

	@Test
	void aHandlerThatLeavesItsThreadInterruptedCostsNeitherAnAnswerNorAWorker() {
		AtomicInteger tasks = new AtomicInteger();
		try (TestConsumer consumer = TestConsumer.with((task) -> {
			Thread.currentThread().interrupt();
			if (tasks.incrementAndGet() == 2) {
				throw new IllegalStateException("interrupted");
			}
		}, new LeapingClock(), nats.url())) {
			assertThat(errorCode(this.producer.ask())).isNull();
			assertThat(errorCode(this.producer.ask())).isEqualTo("500");
			assertThat(errorCode(this.producer.ask())).isNull();
		}
	}

	@Test
	void joinsItsGroupAlsoWhenTheLinkStandsBeforeTheRestHasStarted() {
		try (TestConsumer consumer = TestConsumer.withQuickLink(nats.url())) {
			assertThat(errorCode(this.producer.ask())).isNull();
		}
	}

	@Test
	void aResultAfterTheBudgetIsSentAndCountedAsLate() {
		LeapingClock clock = new LeapingClock();
		try (TestConsumer consumer = TestConsumer.with((task) -> clock.leap(Duration.ofSeconds(61)), clock,
				nats.url())) {
			assertThat(errorCode(this.producer.ask())).isNull();
			consumer.awaitHandled(TaskOutcome.LATE, 1);
			assertThat(consumer.handled(TaskOutcome.ANSWERED)).isZero();
		}
	}

	@Test
	void withoutTheSkipAConsumerWorksOnWhatNobodyWaitsFor() {
		try (TestConsumer consumer = TestConsumer.start(nats.url(), "consumer.skip-stale=false",
				"consumer.overload=none")) {
			Headers headers = this.producer.headers()
				.put("Sent-At", Long.toString(System.currentTimeMillis() - 60_000));
			assertThat(errorCode(this.producer.ask(headers, StandInProducer.body(headers)))).isNull();
			consumer.awaitHandled(TaskOutcome.LATE, 1);
		}
	}

	@Test
	void aRequestWithoutABudgetHasTheConsumersOwn() {
		try (TestConsumer consumer = TestConsumer.start(nats.url(), "consumer.max-age=30s")) {
			Headers headers = this.producer.headers();
			headers.remove("Timeout-Ms");
			assertThat(errorCode(this.producer.ask(headers, StandInProducer.body(headers)))).isNull();
			headers.put("Sent-At", Long.toString(System.currentTimeMillis() - 31_000));
			this.producer.publish("_INBOX.nobody", headers, new byte[0]);
			consumer.awaitHandled(TaskOutcome.STALE, 1);
		}
	}

	@Test
	void aBudgetNeverCountsForMoreThanTheConsumersOwn() {
		try (TestConsumer consumer = TestConsumer.start(nats.url(), "consumer.max-age=10s")) {
			Headers headers = this.producer.headers()
				.put("Timeout-Ms", "60000")
				.put("Sent-At", Long.toString(System.currentTimeMillis() - 11_000));
			this.producer.publish("_INBOX.nobody", headers, new byte[0]);
			consumer.awaitHandled(TaskOutcome.STALE, 1);
		}
	}

	@Test
	void aHandlerOfTheUsersOwnReplacesTheStandIn() {
		AtomicReference<UserTask> done = new AtomicReference<>();
		try (TestConsumer consumer = TestConsumer.with(done::set, nats.url())) {
			Headers headers = this.producer.headers();
			this.producer.ask(headers, StandInProducer.utf8("{\"user_id\":42,\"extra\":{\"a\":[1]}}"));
			UserTask task = done.get();
			assertThat(task.userId()).isEqualTo(42);
			assertThat(task.taskId()).isEqualTo(headers.getFirst("Task-Id"));
			assertThat(task.body()).asString().contains("extra");
			assertThat(task.remainingNanos()).isBetween(1L, TimeUnit.SECONDS.toNanos(60));
		}
	}

	@Test
	void asManyTasksAsThereAreWorkersAreDoneAtOnce() throws Exception {
		CountDownLatch allAtWork = new CountDownLatch(64);
		try (TestConsumer consumer = TestConsumer.with((task) -> {
			allAtWork.countDown();
			allAtWork.await();
		}, nats.url(), "consumer.workers=64")) {
			List<CompletableFuture<Message>> asked = new ArrayList<>();
			for (int i = 0; i < 64; i++) {
				asked.add(ask(this.producer.headers()));
			}
			for (CompletableFuture<Message> one : asked) {
				assertThat(errorCode(one.get(60, TimeUnit.SECONDS))).isNull();
			}
		}
	}

	@Test
	void underAPendingLimitTheClientLibraryDropsAndTheDropsAreCounted() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch begun = new CountDownLatch(1);
		try (TestConsumer consumer = TestConsumer.with((task) -> {
			begun.countDown();
			release.await();
		}, nats.url(), "consumer.overload=pending-limit", "consumer.pending-limit=2")) {
			CompletableFuture<Message> first = ask(this.producer.headers());
			begun.await();
			List<CompletableFuture<Message>> more = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				more.add(ask(this.producer.headers()));
			}
			consumer.awaitHandled(TaskOutcome.DROPPED, 8);
			assertThat(consumer.value("task.backlog")).isEqualTo(2);
			release.countDown();
			assertThat(errorCode(first.get(30, TimeUnit.SECONDS))).isNull();
			consumer.awaitHandled(TaskOutcome.ANSWERED, 3);
			assertThat(consumer.handled()).isEqualTo(11);
			assertThat(more.stream().filter(CompletableFuture::isDone)).hasSizeLessThanOrEqualTo(2);
		}
	}

	@Test
	void closingFinishesWhatWasTakenAndLosesNothing() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		List<CompletableFuture<Message>> asked = new ArrayList<>();
		try (TestConsumer consumer = TestConsumer.with((task) -> {
			begun.countDown();
			TimeUnit.MILLISECONDS.sleep(5);
		}, nats.url()); TestConsumer remaining = TestConsumer.start(nats.url())) {
			for (int i = 0; i < 100; i++) {
				asked.add(ask(this.producer.headers()));
			}
			begun.await();
			Thread closing = Thread.ofPlatform().start(consumer::close);
			for (int i = 0; i < 100; i++) {
				asked.add(ask(this.producer.headers()));
			}
			closing.join();
			for (CompletableFuture<Message> one : asked) {
				assertThat(errorCode(one.get(60, TimeUnit.SECONDS))).isNull();
			}
			assertThat(remaining.handled(TaskOutcome.ANSWERED)).isPositive();
		}
	}

	@Test
	void theBrokersReturnIsEnough() {
		try (TestConsumer consumer = TestConsumer.start(nats.url())) {
			assertThat(errorCode(this.producer.ask())).isNull();
			nats.broker().kill();
			consumer.awaitLink(false);
			nats.broker().restart();
			consumer.awaitLink(true);
			Awaitility.await().atMost(60, TimeUnit.SECONDS).ignoreExceptions().until(() -> {
				Message reply = ask(this.producer.headers()).get(5, TimeUnit.SECONDS);
				return errorCode(reply) == null;
			});
		}
	}

	private CompletableFuture<Message> ask(Headers headers) {
		return this.producer.future(headers, StandInProducer.body(headers));
	}

	private static @Nullable String errorCode(Message reply) {
		return Objects.requireNonNull(reply.getHeaders()).getFirst("Nats-Service-Error-Code");
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(condition);
	}

}
