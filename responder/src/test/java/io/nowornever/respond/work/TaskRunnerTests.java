package io.nowornever.respond.work;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nowornever.common.codec.Body;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.common.wire.MalformedBodyException;
import io.nowornever.respond.Deadline;
import io.nowornever.respond.Outbox;
import io.nowornever.respond.Outbox.Sent;
import io.nowornever.respond.Requests;
import io.nowornever.respond.RespondException;
import io.nowornever.respond.admission.Arrival;
import io.nowornever.respond.admission.Forecast;
import io.nowornever.respond.admission.Timeliness;
import io.nowornever.respond.outcome.TaskMetric;
import io.nowornever.respond.outcome.TaskMetrics;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.respond.reply.Replies;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

/**
 * One request's turn without a broker, the time set by hand. Each request was 200 ms on
 * its way, has waited here for 100 ms, and has a budget of 5 s.
 */
class TaskRunnerTests {

	private static final int WORKER = 2;

	private static final TaskResult RESULT = TaskResult
		.of(new Body("a result".getBytes(StandardCharsets.UTF_8), "text/plain"));

	private static final TaskHandler UNWANTED = (task) -> fail("nobody wants this done");

	private final AtomicLong now = new AtomicLong(millis(1_000));

	private final Outbox outbox = new Outbox();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final TaskMetrics metrics = new TaskMetrics(this.registry, Tags.empty(), false);

	private final ServiceTime serviceTime = ServiceTime.guessed(Duration.ofSeconds(1));

	private final Pace pace = new Pace(this.serviceTime, WORKER + 1, new Line(1, Long.MAX_VALUE), millis(5_000), 0,
			this.now.get());

	private final DeadlineWatch watch = new DeadlineWatch(this.now::get, WORKER + 1);

	@Test
	void whatIsDoneInTimeIsAnswered() {
		assertThat(run(takes(450), arrival("t-1"))).isEqualTo(TaskOutcome.ANSWERED);
		assertThat(this.outbox.sent()).containsExactly(new Sent("_INBOX.1", List.of("Task-Id:t-1", "Worker:consumer-1",
				"Waited-Ms:100", "Worked-Ms:450", "Content-Type:text/plain"), "a result"));
	}

	@Test
	void itsAgeAtItsTurnAndItsWorkAreMeasuredAndLearned() {
		run(takes(450), arrival("t-1"));
		assertThat(timer(TaskMetric.AGE).totalTime(TimeUnit.MILLISECONDS)).isEqualTo(300);
		assertThat(timer(TaskMetric.WORK).totalTime(TimeUnit.MILLISECONDS)).isEqualTo(450);
		assertThat(this.serviceTime.meanNanos()).isEqualTo(millis(450));
	}

	@Test
	void theHandlerLearnsWhatHowOldForHowLongAndHowManyWait() {
		AtomicReference<@Nullable Task> done = new AtomicReference<>();
		Arrival arrival = new Arrival(Requests.of("_INBOX.1", 17, 5_000), "t-1", this.now.get() - millis(100),
				millis(200), millis(5_000));
		runner((task) -> {
			done.set(task);
			return RESULT;
		}, Forecast.NONE, null).run(arrival, this.now.get(), WORKER, () -> 7);
		assertThat(done.get()).isNotNull().satisfies((task) -> {
			assertThat(task.taskId()).isEqualTo("t-1");
			assertThat(task.body()).isEqualTo(arrival.message().body());
			assertThat(task.header("Sent-At")).isEqualTo("17");
			assertThat(task.header("Tenant")).isNull();
			assertThat(task.ageMillis()).isEqualTo(300);
			assertThat(task.budget().remainingNanos()).isEqualTo(millis(4_700));
			assertThat(task.waiting()).isEqualTo(7);
		});
	}

	@Test
	void theDeadlineIsTheCurrentOneWhileTheHandlerWorksAndNotAfterwards() {
		AtomicReference<Deadline> current = new AtomicReference<>(Deadline.none());
		run((task) -> {
			this.now.addAndGet(millis(1_000));
			current.set(Deadline.current());
			return RESULT;
		}, arrival("t-1"));
		assertThat(current.get().remaining()).isEqualTo(Duration.ofMillis(3_700));
		assertThat(Deadline.current().isNone()).isTrue();
	}

	@Test
	void anIdInTheHeadersCountsBeforeTheOneInTheResult() {
		TaskHandler handler = (task) -> new TaskResult(Body.EMPTY, "t-1");
		run(handler, arrival("t-2"));
		run(handler, arrival(null));
		run((task) -> RESULT, arrival(null));
		assertThat(this.outbox.sent()).extracting((sent) -> sent.headers().getFirst())
			.containsExactly("Task-Id:t-2", "Task-Id:t-1", "Worker:consumer-1");
	}

	@Test
	void aResultAfterTheBudgetIsSentAllTheSameAndLate() {
		assertThat(run(takes(4_700), arrival("t-1"))).as("at the end of its budget").isEqualTo(TaskOutcome.ANSWERED);
		assertThat(run(takes(4_701), arrival("t-1"))).isEqualTo(TaskOutcome.LATE);
		assertThat(this.outbox.sent()).extracting(Sent::subject).containsExactly("_INBOX.1", "_INBOX.1");
	}

	@Test
	void whatNobodyWaitsForIsSkippedInSilence() {
		Arrival arrival = arrival("t-1");
		this.now.addAndGet(millis(4_701));
		assertThat(run(UNWANTED, arrival)).isEqualTo(TaskOutcome.STALE);
		assertThat(this.outbox.sent()).isEmpty();
		assertThat(timer(TaskMetric.AGE).count()).isOne();
		assertThat(timer(TaskMetric.WORK).count()).isZero();
	}

	@Test
	void whatCannotBeDoneInTimeAnyMoreIsAnsweredBusy() {
		Forecast slow = new QueueDelay(1, ServiceTime.known(Duration.ofSeconds(4), Duration.ofSeconds(1)),
				new Line(1, Long.MAX_VALUE), 0);
		assertThat(runner(UNWANTED, slow, null).run(arrival("t-1"), this.now.get(), WORKER, () -> 0))
			.isEqualTo(TaskOutcome.REFUSED);
		assertAnsweredOnce("503", "busy");
	}

	@Test
	void aBodyThatTheHandlerCannotReadIsAnswered400WithWhatIsWrong() {
		assertThat(run((task) -> {
			throw new MalformedBodyException("the body is no JSON");
		}, arrival("t-1"))).isEqualTo(TaskOutcome.MALFORMED);
		assertAnsweredOnce("400", "the body is no JSON");
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 404, 500, 502, 504, 599 })
	void aHandlerTellsWhyInItsOwnTerms(int code) {
		assertThat(run((task) -> {
			throw new RespondException(code, "no such symbol", new IllegalStateException("secret"));
		}, arrival("t-1"))).isEqualTo(TaskOutcome.FAILED);
		assertAnsweredOnce(Integer.toString(code), "no such symbol");
		assertThat(this.outbox.sent().toString()).doesNotContain("secret");
	}

	@Test
	void aHandlerThatSays503HasRefused() {
		assertThat(run((task) -> {
			throw new RespondException(503, "the database is down");
		}, arrival("t-1"))).isEqualTo(TaskOutcome.REFUSED);
		assertAnsweredOnce("503", "the database is down");
	}

	@Test
	@SuppressWarnings("NullAway") // what a handler must not do
	void aHandlerThatReturnsNothingAtAllHasFailed() {
		assertThat(run((task) -> null, arrival("t-1"))).isEqualTo(TaskOutcome.FAILED);
		assertAnsweredOnce("500", "the handler failed: IllegalStateException");
	}

	static Stream<Throwable> failures() {
		return Stream.of(new IllegalStateException("secret"), new Exception("secret"), new AssertionError("secret"),
				new StackOverflowError("secret"), new NoClassDefFoundError("secret"),
				new InterruptedException("secret"));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void whateverTheHandlerThrowsIsAnswered500WithItsKindAlone(Throwable failure) {
		assertThat(run((task) -> {
			takes(450).handle(task);
			sneak(failure);
			return RESULT;
		}, arrival("t-1"))).isEqualTo(TaskOutcome.FAILED);
		assertAnsweredOnce("500", "the handler failed: " + failure.getClass().getSimpleName());
		assertThat(this.outbox.sent().toString()).doesNotContain("secret");
		assertThat(timer(TaskMetric.WORK).totalTime(TimeUnit.MILLISECONDS)).isEqualTo(450);
		assertThat(this.serviceTime.meanNanos()).as("learned from failures too").isEqualTo(millis(450));
	}

	@Test
	void anInterruptThatTheHandlerLeavesSetReachesNobody() {
		AtomicLong tries = new AtomicLong();
		this.outbox.openWhen(() -> tries.incrementAndGet() > 1);
		assertThat(run((task) -> {
			Thread.currentThread().interrupt();
			return RESULT;
		}, arrival("t-1"))).isEqualTo(TaskOutcome.ANSWERED);
		assertThat(run((task) -> {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted");
		}, arrival("t-1"))).isEqualTo(TaskOutcome.FAILED);
		assertThat(Thread.interrupted()).isFalse();
		assertThat(this.outbox.sent()).hasSize(2);
	}

	@Test
	void whoIsInterruptedSinceNobodyWaitsAndGivesUpIsLateInSilence() {
		assertThat(run(interruptedAtTheEnd(() -> {
			new CountDownLatch(1).await();
			return RESULT;
		}), arrival("t-1"))).isEqualTo(TaskOutcome.LATE);
		assertThat(run(interruptedAtTheEnd(() -> {
			throw new RespondException(404, "no such symbol");
		}), arrival("t-1"))).isEqualTo(TaskOutcome.LATE);
		assertThat(this.outbox.sent()).isEmpty();
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void aTaskThatWasBrokenOffTeachesOnlyThatTasksTakeLonger() {
		TaskHandler brokenOff = interruptedAtTheEnd(() -> {
			throw new InterruptedException();
		});
		Arrival hurried = new Arrival(Requests.withBody("_INBOX.1", ""), null, this.now.get() - millis(100),
				millis(200), millis(400));
		run(brokenOff, hurried);
		assertThat(this.serviceTime.meanNanos()).as("as guessed, not the 100 ms that were left")
			.isEqualTo(millis(1_000));
		run(brokenOff, arrival("t-1"));
		assertThat(this.serviceTime.meanNanos()).isCloseTo(millis(4_700), within(1_000L));
	}

	@Test
	void whoHasAResultAlthoughInterruptedIsAnsweredLate() {
		assertThat(run(interruptedAtTheEnd(() -> {
			this.now.addAndGet(1);
			return RESULT;
		}), arrival("t-1"))).isEqualTo(TaskOutcome.LATE);
		assertThat(this.outbox.sent()).extracting(Sent::body).containsExactly("a result");
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void whoIsInterruptedForAnotherReasonHasFailed() {
		assertThat(run((task) -> {
			Thread.currentThread().interrupt();
			new CountDownLatch(1).await();
			return RESULT;
		}, arrival("t-1"))).isEqualTo(TaskOutcome.FAILED);
		assertAnsweredOnce("500", "the handler failed: InterruptedException");
	}

	@Test
	void whoIsNotWatchedIsNotInterrupted() {
		assertThat(runner((task) -> {
			this.now.addAndGet(millis(5_000));
			assertThat(this.watch.interruptUntil(this.now.get())).isEqualTo(Long.MAX_VALUE);
			return RESULT;
		}, Forecast.NONE, null).run(arrival("t-1"), this.now.get(), WORKER, () -> 0)).isEqualTo(TaskOutcome.LATE);
		assertThat(this.outbox.sent()).hasSize(1);
	}

	@Test
	void aResultThatFindsTheLinkDownLeavesWithTheNextOne() {
		this.outbox.openWhen(() -> this.now.addAndGet(millis(1_000)) >= millis(5_000));
		assertThat(run(takes(0), arrival("t-1"))).isEqualTo(TaskOutcome.ANSWERED);
		assertThat(this.outbox.sent()).hasSize(1);
	}

	@Test
	void aResultThatCannotLeaveInTimeIsLate() {
		this.outbox.openWhen(() -> this.now.addAndGet(millis(1_000)) >= millis(7_000));
		assertThat(run(takes(0), arrival("t-1"))).isEqualTo(TaskOutcome.LATE);
		assertThat(this.outbox.sent()).isEmpty();
	}

	private void assertAnsweredOnce(String code, String text) {
		assertThat(this.outbox.sent()).singleElement().satisfies((sent) -> {
			assertThat(sent.subject()).isEqualTo("_INBOX.1");
			assertThat(sent.headers()).hasSize(2);
			assertThat(sent.headers().getFirst()).startsWith("Nats-Service-Error:" + text);
			assertThat(sent.headers().getLast()).isEqualTo("Nats-Service-Error-Code:" + code);
			assertThat(sent.body()).isEmpty();
		});
	}

	private TaskOutcome run(TaskHandler handler, Arrival arrival) {
		return runner(handler, Forecast.NONE, this.watch).run(arrival, this.now.get(), WORKER, () -> 0);
	}

	private TaskRunner runner(TaskHandler handler, Forecast forecast, @Nullable DeadlineWatch watch) {
		Replies replies = new Replies(this.outbox, this.now::get, new InboxPrefixes(List.of("_INBOX"), "tasks.now"),
				"consumer-1");
		return new TaskRunner(handler, replies, this.metrics, this.now::get, this.pace, new Timeliness(true, forecast),
				watch);
	}

	private TaskHandler takes(long millis) {
		return (task) -> {
			this.now.addAndGet(millis(millis));
			return RESULT;
		};
	}

	/**
	 * Works to the end of the budget, at which the watch looks, and then does the rest.
	 */
	private TaskHandler interruptedAtTheEnd(Callable<TaskResult> rest) {
		return (task) -> {
			this.now.addAndGet(task.budget().remainingNanos());
			this.watch.interruptUntil(this.now.get());
			return rest.call();
		};
	}

	private Arrival arrival(@Nullable String taskId) {
		return new Arrival(Requests.withBody("_INBOX.1", "a body"), taskId, this.now.get() - millis(100), millis(200),
				millis(5_000));
	}

	private Timer timer(TaskMetric metric) {
		return this.registry.get(metric.meterName()).timer();
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneak(Throwable failure) throws T {
		throw (T) failure;
	}

	private static long millis(long millis) {
		return TimeUnit.MILLISECONDS.toNanos(millis);
	}

}
