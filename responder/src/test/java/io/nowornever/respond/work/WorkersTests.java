package io.nowornever.respond.work;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nowornever.common.codec.Body;
import io.nowornever.common.journal.Journal;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.common.wire.MalformedBodyException;
import io.nowornever.respond.Outbox;
import io.nowornever.respond.Requests;
import io.nowornever.respond.admission.Arrival;
import io.nowornever.respond.admission.Timeliness;
import io.nowornever.respond.outcome.Outcomes;
import io.nowornever.respond.outcome.TaskMetric;
import io.nowornever.respond.outcome.TaskMetrics;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.respond.reply.Replies;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Workers without a broker, the time set by hand.
 */
@Timeout(60)
class WorkersTests {

	private static final String ANSWERED = "answered";

	private static final String LATE = "late";

	private static final String FAILED = "failed";

	private static final String MALFORMED = "malformed";

	private static final TaskResult RESULT = TaskResult.of(Body.EMPTY);

	private final AtomicLong now = new AtomicLong(millis(1_000));

	private final Outbox outbox = new Outbox();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final Line line = new Line(100, Long.MAX_VALUE);

	private Pace pace = pace(1);

	private Workers workers = workers(1, this::handle);

	@AfterEach
	void stop() {
		this.workers.stop();
	}

	@Test
	void eachRequestIsCountedOnceAsWhatBecameOfIt() throws InterruptedException {
		add(MALFORMED);
		add(FAILED);
		this.line.add(arrival(ANSWERED, 500));
		add(ANSWERED);
		add(LATE);
		add(ANSWERED);
		this.workers.start();
		this.line.awaitIdle();
		for (TaskOutcome outcome : EnumSet.complementOf(EnumSet.of(TaskOutcome.DROPPED))) {
			assertThat(handled(outcome)).as(outcome.tag()).isOne();
		}
		assertThat(this.outbox.sent()).as("all but the stale one").hasSize(5);
	}

	@Test
	void asManyAreAtWorkAtOnceAsThereAreWorkers() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(3);
		CountDownLatch release = new CountDownLatch(1);
		this.pace = pace(3);
		this.workers = workers(3, (task) -> {
			begun.countDown();
			release.await();
			return RESULT;
		});
		for (int i = 0; i < 5; i++) {
			add(ANSWERED);
		}
		this.workers.start();
		begun.await();
		assertThat(this.line.backlog()).isEqualTo(2);
		assertThat(this.pace.delay().nanos(this.now.get())).as("nobody is free").isPositive();
		release.countDown();
		this.line.awaitIdle();
		assertThat(handled(TaskOutcome.ANSWERED)).isEqualTo(5);
		assertThat(this.pace.delay().nanos(this.now.get())).as("all are free").isZero();
	}

	@Test
	void aRequestIsAheadOfANewcomerAlsoBetweenTheLineAndItsWork() throws InterruptedException {
		AtomicLong aheadNanos = new AtomicLong(-1);
		this.workers = workers(1, this::handle, () -> {
			aheadNanos.compareAndSet(-1, this.pace.delay().nanos(this.now.get()));
			return this.now.get();
		});
		this.workers.start();
		addAndAwait(ANSWERED);
		assertThat(aheadNanos).as("when its worker looked at the clock").hasValueCloseTo(millis(1_000), within(1_000L));
	}

	@Test
	void onlyAResultSaysWhetherTasksComeInTime() throws InterruptedException {
		long begun = this.now.get();
		this.workers.start();
		addAndAwait(ANSWERED);
		assertThat(this.pace.delay().isTrialDue(0, begun)).isTrue();
		addAndAwait(FAILED);
		assertThat(this.pace.delay().isTrialDue(0, begun)).isTrue();
		addAndAwait(LATE);
		assertThat(this.pace.delay().isTrialDue(0, begun)).isFalse();
	}

	@Test
	void whateverFailsAWorkerGoesOn() throws InterruptedException {
		AtomicInteger tries = new AtomicInteger();
		this.outbox.openWhen(() -> {
			if (tries.incrementAndGet() == 1) {
				throw new IllegalArgumentException("too large for this broker");
			}
			return true;
		});
		this.workers.start();
		addAndAwait(ANSWERED);
		addAndAwait(ANSWERED);
		assertThat(handled(TaskOutcome.FAILED)).isOne();
		assertThat(handled(TaskOutcome.ANSWERED)).isOne();
	}

	@Test
	void theEndInterruptsWhoIsAtWorkAndLeavesWhatWaits() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		AtomicReference<Thread> worker = new AtomicReference<>();
		this.workers = workers(1, (task) -> {
			worker.set(Thread.currentThread());
			begun.countDown();
			new CountDownLatch(1).await();
			return RESULT;
		});
		add(ANSWERED);
		add(ANSWERED);
		this.workers.start();
		begun.await();
		this.workers.stop();
		worker.get().join();
		assertThat(handled(TaskOutcome.FAILED)).isOne();
		assertThat(this.line.backlog()).isEqualTo(1);
	}

	@Test
	void theEndWakesWhoWaitsForALink() throws InterruptedException {
		CountDownLatch tried = new CountDownLatch(2);
		this.outbox.openWhen(() -> {
			tried.countDown();
			return false;
		});
		add(ANSWERED);
		this.workers.start();
		tried.await();
		this.workers.stop();
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> handled(TaskOutcome.LATE) == 1);
	}

	private void addAndAwait(String body) throws InterruptedException {
		add(body);
		this.line.awaitIdle();
	}

	private void add(String body) {
		this.line.add(arrival(body, 5_000));
	}

	private TaskResult handle(Task task) throws MalformedBodyException {
		switch (new String(task.body(), StandardCharsets.UTF_8)) {
			case MALFORMED -> throw new MalformedBodyException("as asked");
			case FAILED -> throw new IllegalStateException("as asked");
			case LATE -> this.now.addAndGet(millis(5_000));
			default -> {
				// done at once
			}
		}
		return RESULT;
	}

	private long handled(TaskOutcome outcome) {
		return (long) this.registry.get(TaskMetric.HANDLED.meterName())
			.tag(TaskMetric.OUTCOME, outcome.tag())
			.counter()
			.count();
	}

	/**
	 * Beforehand, a task is thought to take a second.
	 */
	private Pace pace(int count) {
		return new Pace(ServiceTime.known(Duration.ofSeconds(1), Duration.ZERO), count, this.line, millis(5_000), 0,
				this.now.get());
	}

	private Workers workers(int count, TaskHandler handler) {
		return workers(count, handler, this.now::get);
	}

	private Workers workers(int count, TaskHandler handler, NanoClock clock) {
		TaskMetrics metrics = new TaskMetrics(this.registry, Tags.empty(), false);
		Replies replies = new Replies(this.outbox, this.now::get, new InboxPrefixes(List.of("_INBOX"), "tasks.now"),
				"consumer-1");
		TaskRunner runner = new TaskRunner(handler, replies, metrics, this.now::get, this.pace,
				new Timeliness(true, this.pace.delay()), null);
		return new Workers(runner, new Outcomes(metrics, Journal.off(), "consumer-1"), clock, count, this.line,
				this.pace, null);
	}

	private Arrival arrival(String body, long budgetMillis) {
		return new Arrival(Requests.withBody("_INBOX.1", body), null, this.now.get() - millis(20), 0,
				millis(budgetMillis));
	}

	private static long millis(long millis) {
		return TimeUnit.MILLISECONDS.toNanos(millis);
	}

}
