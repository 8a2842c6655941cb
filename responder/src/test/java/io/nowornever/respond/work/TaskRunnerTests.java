package io.nowornever.respond.work;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.respond.Outbox;
import io.nowornever.respond.Outbox.Sent;
import io.nowornever.respond.Requests;
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

/**
 * One request's turn without a broker, the time set by hand. Each request was 200 ms on
 * its way, has waited here for 100 ms, and has a budget of 5 s.
 */
class TaskRunnerTests {

	private static final String BODY = "{\"task_id\":\"t-1\",\"user_id\":17}";

	private static final TaskHandler UNWANTED = (task) -> fail("nobody wants this done");

	private final AtomicLong now = new AtomicLong(millis(1_000));

	private final Outbox outbox = new Outbox();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final TaskMetrics metrics = new TaskMetrics(this.registry);

	private final ServiceTime serviceTime = ServiceTime.guessed(Duration.ofSeconds(1));

	@Test
	void whatIsDoneInTimeIsAnswered() {
		assertThat(run(takes(450), arrival("t-1", BODY))).isEqualTo(TaskOutcome.ANSWERED);
		assertThat(this.outbox.sent()).containsExactly(
				new Sent("_INBOX.1", List.of("Task-Id:t-1", "Worker:consumer-1", "Waited-Ms:100", "Worked-Ms:450"),
						"{\"task_id\":\"t-1\",\"user_id\":17,\"processed\":true,\"worker\":\"consumer-1\"}"));
	}

	@Test
	void itsAgeAtItsTurnAndItsWorkAreMeasuredAndLearned() {
		run(takes(450), arrival("t-1", BODY));
		assertThat(timer(TaskMetric.AGE).totalTime(TimeUnit.MILLISECONDS)).isEqualTo(300);
		assertThat(timer(TaskMetric.WORK).totalTime(TimeUnit.MILLISECONDS)).isEqualTo(450);
		assertThat(this.serviceTime.meanNanos()).isEqualTo(millis(450));
	}

	@Test
	void theHandlerLearnsWhatForWhomAndForHowLong() {
		AtomicReference<@Nullable Task> done = new AtomicReference<>();
		run(done::set, arrival("t-1", BODY));
		assertThat(done.get()).isNotNull().satisfies((task) -> {
			assertThat(task.taskId()).isEqualTo("t-1");
			assertThat(task.userId()).isEqualTo(17);
			assertThat(task.body()).isEqualTo(BODY.getBytes(StandardCharsets.UTF_8));
			assertThat(task.remainingNanos()).isEqualTo(millis(4_700));
		});
	}

	@Test
	void anIdInTheHeadersCountsBeforeTheOneInTheBody() {
		run(takes(0), arrival("t-2", BODY));
		run(takes(0), arrival(null, BODY));
		run(takes(0), arrival(null, "{\"user_id\":17}"));
		assertThat(this.outbox.sent()).extracting((sent) -> sent.headers().getFirst())
			.containsExactly("Task-Id:t-2", "Task-Id:t-1", "Worker:consumer-1");
	}

	@Test
	void aResultAfterTheBudgetIsSentAllTheSameAndLate() {
		assertThat(run(takes(4_700), arrival("t-1", BODY))).as("at the end of its budget")
			.isEqualTo(TaskOutcome.ANSWERED);
		assertThat(run(takes(4_701), arrival("t-1", BODY))).isEqualTo(TaskOutcome.LATE);
		assertThat(this.outbox.sent()).extracting(Sent::subject).containsExactly("_INBOX.1", "_INBOX.1");
	}

	@Test
	void whatNobodyWaitsForIsSkippedInSilence() {
		Arrival arrival = arrival("t-1", BODY);
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
		assertThat(run(UNWANTED, arrival("t-1", BODY), slow)).isEqualTo(TaskOutcome.REFUSED);
		assertAnsweredOnce("503", "busy");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no json", "{}", "{\"user_id\":\"17\"}", "{\"user_id\":17", "[17]" })
	void aBodyThatBreaksTheContractIsAnswered400(String body) {
		assertThat(run(UNWANTED, arrival("t-1", body))).isEqualTo(TaskOutcome.MALFORMED);
		assertAnsweredOnce("400", "");
	}

	@Test
	void anIdFromTheBodyWritesNoHeaders() {
		assertThat(run(UNWANTED, arrival(null, "{\"task_id\":\"a\\r\\nWorker: evil\",\"user_id\":17}")))
			.isEqualTo(TaskOutcome.MALFORMED);
		assertAnsweredOnce("400", "task_id must be");
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
		}, arrival("t-1", BODY))).isEqualTo(TaskOutcome.FAILED);
		assertAnsweredOnce("500", "the handler failed: " + failure.getClass().getSimpleName());
		assertThat(this.outbox.sent().toString()).doesNotContain("secret");
		assertThat(timer(TaskMetric.WORK).totalTime(TimeUnit.MILLISECONDS)).isEqualTo(450);
		assertThat(this.serviceTime.meanNanos()).as("learned from failures too").isEqualTo(millis(450));
	}

	@Test
	void anInterruptThatTheHandlerLeavesSetReachesNobody() {
		AtomicLong tries = new AtomicLong();
		this.outbox.openWhen(() -> tries.incrementAndGet() > 1);
		assertThat(run((task) -> Thread.currentThread().interrupt(), arrival("t-1", BODY)))
			.isEqualTo(TaskOutcome.ANSWERED);
		assertThat(run((task) -> {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted");
		}, arrival("t-1", BODY))).isEqualTo(TaskOutcome.FAILED);
		assertThat(Thread.interrupted()).isFalse();
		assertThat(this.outbox.sent()).hasSize(2);
	}

	@Test
	void aResultThatFindsTheLinkDownLeavesWithTheNextOne() {
		this.outbox.openWhen(() -> this.now.addAndGet(millis(1_000)) >= millis(5_000));
		assertThat(run(takes(0), arrival("t-1", BODY))).isEqualTo(TaskOutcome.ANSWERED);
		assertThat(this.outbox.sent()).hasSize(1);
	}

	@Test
	void aResultThatCannotLeaveInTimeIsLate() {
		this.outbox.openWhen(() -> this.now.addAndGet(millis(1_000)) >= millis(7_000));
		assertThat(run(takes(0), arrival("t-1", BODY))).isEqualTo(TaskOutcome.LATE);
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
		return run(handler, arrival, Forecast.NONE);
	}

	private TaskOutcome run(TaskHandler handler, Arrival arrival, Forecast forecast) {
		Replies replies = new Replies(this.outbox, this.now::get, new InboxPrefixes(List.of("_INBOX")), "consumer-1");
		return new TaskRunner(handler, replies, this.metrics, this.now::get, this.serviceTime,
				new Timeliness(true, forecast))
			.run(arrival, this.now.get(), () -> 0);
	}

	private TaskHandler takes(long millis) {
		return (task) -> this.now.addAndGet(millis(millis));
	}

	private Arrival arrival(@Nullable String taskId, String body) {
		return new Arrival(Requests.withBody("_INBOX.1", body), taskId, this.now.get() - millis(100), millis(200),
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
