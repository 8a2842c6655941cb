package io.nowornever.producer;

import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.nowornever.request.RequestOutcome;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a producer chooses among consumers that it knows by what they tell alone, over a
 * real broker.
 */
@Tag("integration")
class BalancingTests {

	private static final String FREE = "\"free\":1000,\"workers\":1000,\"wait_ms\":0,\"limit_ms\":100,"
			+ "\"mean_ms\":20,\"most_ms\":30";

	private static final String QUICK = "\"free\":1000,\"workers\":1000,\"wait_ms\":0,\"limit_ms\":100,"
			+ "\"mean_ms\":1,\"most_ms\":2";

	private static final String FULL = "\"free\":0,\"workers\":1,\"wait_ms\":9000,\"limit_ms\":100,"
			+ "\"mean_ms\":20,\"most_ms\":30";

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass.withDefaults();

	@Test
	void theOneThatTellsTheShortestWaitIsAskedOnItsOwnSubject() {
		try (TellingConsumer free = answering("free", FREE);
				TellingConsumer busy = answering("busy",
						"\"free\":0,\"workers\":1,\"wait_ms\":1500,\"limit_ms\":9000,\"mean_ms\":20,\"most_ms\":30");
				TestProducer producer = knowing(2)) {
			askAndAssertAnswered(producer, 20);
			assertThat(free.received()).containsExactlyElementsOf(Collections.nCopies(20, "tasks.now.to.free"));
			assertThat(busy.received()).isEmpty();
		}
	}

	@Test
	void whoRefusesIsReplacedAtOnceByAnother() {
		try (TellingConsumer refusing = TellingConsumer.start(nats.url(), "refusing", QUICK,
				(it, request) -> it.refuse(request, "503"));
				TellingConsumer other = answering("other", FREE);
				TestProducer producer = knowing(2)) {
			askAndAssertAnswered(producer, 1);
			assertThat(refusing.received()).containsExactly("tasks.now.to.refusing");
			assertThat(other.received()).containsExactly("tasks.now.to.other");
			assertThat(producer.counter("task.request.retries", "reason", "busy")).isEqualTo(1);
		}
	}

	@Test
	void whoIsGoneIsReplacedAtOnceByAnother() {
		try (TellingConsumer gone = answering("gone", QUICK);
				TellingConsumer other = answering("other", FREE);
				TestProducer producer = knowing(2)) {
			gone.vanish();
			askAndAssertAnswered(producer, 10);
			assertThat(other.received()).hasSize(10);
			assertThat(producer.counter("task.request.retries", "reason", "no_responders")).isLessThanOrEqualTo(1);
		}
	}

	@Test
	void whenNobodyHasRoomARequestIsRefusedWithoutAMessage() {
		try (TellingConsumer full = TellingConsumer.start(nats.url(), "full", FREE, (it, request) -> {
			it.tell(FULL);
			it.answer(request);
		}); TestProducer producer = knowing(1)) {
			askAndAssertAnswered(producer, 1);
			Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> producer.outcome(2) == RequestOutcome.REFUSED);
			assertThat(producer.counter("task.requests.shed")).isPositive();
			assertThat(full.received().size() + producer.counter("task.requests.shed"))
				.isEqualTo(producer.counter("task.requests.started"));
			assertThat(producer.unaccounted()).isZero();
		}
	}

	@Test
	void aPauseEndsWithTheFirstAdvert() {
		try (TestProducer producer = TestProducer.linked(nats.url(), "producer.backoff.initial=600s",
				"producer.backoff.max=600s", "producer.retry.enabled=false")) {
			assertThat(producer.outcome(1)).isEqualTo(RequestOutcome.NO_RESPONDERS);
			Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> producer.outcome(2) == RequestOutcome.REJECTED);
			try (TellingConsumer _ = answering("joining", FREE)) {
				Awaitility.await()
					.atMost(60, TimeUnit.SECONDS)
					.until(() -> producer.outcome(3) == RequestOutcome.ANSWERED);
				assertThat(producer.gauge("task.backoff.seconds")).isZero();
			}
		}
	}

	@Test
	void whatRestsMeanwhileIsSentAtOnce() {
		try (TestProducer producer = TestProducer.linked(nats.url(), "producer.backoff.initial=50s",
				"producer.backoff.max=50s")) {
			CompletableFuture<TestProducer.Settled> resting = producer.ask(1);
			Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> producer.gauge("task.backoff.seconds") > 0);
			try (TellingConsumer _ = answering("joining", FREE)) {
				assertThat(resting.orTimeout(30, TimeUnit.SECONDS).join().outcome()).isEqualTo(RequestOutcome.ANSWERED);
			}
		}
	}

	@Test
	void ofTwoGroupsThatTellTheirLoadEachGetsEveryRequest() {
		try (TellingConsumer one = TellingConsumer.start(nats.url(), "a", "one", FREE, TellingConsumer::answer);
				TellingConsumer two = TellingConsumer.start(nats.url(), "b", "two", FREE, TellingConsumer::answer);
				TestProducer producer = knowing(2)) {
			askAndAssertAnswered(producer, 5);
			Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> two.received().size() == 5);
			Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> one.received().size() == 5);
			assertThat(one.received()).containsOnly("tasks.now");
		}
	}

	@Test
	void whoFailsQuicklyDoesNotAttractEverything() {
		try (TellingConsumer failing = TellingConsumer.start(nats.url(), "failing", QUICK,
				(it, request) -> it.refuse(request, "500"));
				TellingConsumer working = answering("working", FREE);
				TestProducer producer = knowing(2)) {
			for (int user = 1; user <= 50; user++) {
				producer.outcome(user);
			}
			assertThat(failing.received()).as("it is tried again, now and then").hasSizeLessThan(10);
			assertThat(working.received()).hasSizeGreaterThan(40);
		}
	}

	@Test
	void whoTellsNothingIsAskedThroughTheGroupWhenNobodyElseHasRoom() {
		try (TellingConsumer full = TellingConsumer.start(nats.url(), "full", FULL,
				(it, request) -> it.refuse(request, "503"));
				StandInConsumer silent = StandInConsumer.answering(nats.url());
				TestProducer producer = knowing(1)) {
			full.leaveGroup();
			Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> {
				producer.outcome(1);
				return silent.received().size() >= 10;
			});
			assertThat(producer.count(RequestOutcome.ANSWERED)).isGreaterThanOrEqualTo(10);
			assertThat(producer.unaccounted()).isZero();
		}
	}

	@Test
	void whatIsNoLoadIsIgnored() {
		try (TellingConsumer telling = answering("telling", FREE); TestProducer producer = knowing(1)) {
			for (String nonsense : new String[] { "", "[]", "{", "{\"instance\":\"x\"}",
					"{\"instance\":7,\"wait_ms\":-1}" }) {
				telling.say(nonsense);
			}
			askAndAssertAnswered(producer, 5);
			assertThat(telling.received()).containsOnly("tasks.now.to.telling");
			assertThat(producer.gauge("task.responders")).isEqualTo(1);
		}
	}

	private static TellingConsumer answering(String name, String load) {
		return TellingConsumer.start(nats.url(), name, load, TellingConsumer::answer);
	}

	/**
	 * A producer that has heard of so many consumers.
	 */
	private static TestProducer knowing(int consumers) {
		TestProducer producer = TestProducer.linked(nats.url(), "producer.timeout=20s");
		Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> producer.gauge("task.responders") == consumers);
		return producer;
	}

	private static void askAndAssertAnswered(TestProducer producer, int count) {
		for (int user = 1; user <= count; user++) {
			assertThat(producer.outcome(user)).isEqualTo(RequestOutcome.ANSWERED);
		}
	}

}
