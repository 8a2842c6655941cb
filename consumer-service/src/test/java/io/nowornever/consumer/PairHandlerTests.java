package io.nowornever.consumer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nats.client.impl.NatsMessage;
import io.nowornever.common.journal.Journal;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.respond.admission.Arrival;
import io.nowornever.respond.admission.Forecast;
import io.nowornever.respond.admission.Timeliness;
import io.nowornever.respond.outcome.Outcomes;
import io.nowornever.respond.outcome.TaskMetrics;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.respond.reply.Replies;
import io.nowornever.respond.work.Line;
import io.nowornever.respond.work.Pace;
import io.nowornever.respond.work.ServiceTime;
import io.nowornever.respond.work.Workers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * The pair's tasks at a worker without a broker, at a time that stands still. Each
 * request was 200 ms on its way, has waited here for 100 ms, and has a budget of 5 s.
 */
@Timeout(60)
class PairHandlerTests {

	private static final String BODY = "{\"task_id\":\"t-1\",\"user_id\":17}";

	private static final long NOW = millis(1_000);

	private static final UserTaskHandler UNWANTED = (task) -> fail("nobody can do this");

	private final List<Sent> sent = new ArrayList<>();

	@Test
	void aTaskThatIsDoneIsAnsweredInThePairsJson() throws InterruptedException {
		assertThat(run((task) -> {
		}, "t-1", BODY)).isEqualTo(TaskOutcome.ANSWERED);
		assertThat(this.sent).containsExactly(
				new Sent("_INBOX.1", List.of("Task-Id:t-1", "Worker:consumer-1", "Waited-Ms:100", "Worked-Ms:0"),
						"{\"task_id\":\"t-1\",\"user_id\":17,\"processed\":true,\"worker\":\"consumer-1\"}"));
	}

	@Test
	void theHandlerLearnsWhatForWhomAndForHowLong() throws InterruptedException {
		List<UserTask> done = new ArrayList<>();
		run(done::add, "t-1", BODY);
		assertThat(done).singleElement().satisfies((task) -> {
			assertThat(task.taskId()).isEqualTo("t-1");
			assertThat(task.userId()).isEqualTo(17);
			assertThat(task.body()).isEqualTo(BODY.getBytes(StandardCharsets.UTF_8));
			assertThat(task.remainingNanos()).isEqualTo(millis(4_700));
		});
	}

	@Test
	void anIdInTheHeadersCountsBeforeTheOneInTheBody() throws InterruptedException {
		List<@Nullable String> done = new ArrayList<>();
		UserTaskHandler handler = (task) -> done.add(task.taskId());
		run(handler, "t-2", BODY);
		run(handler, null, BODY);
		run(handler, null, "{\"user_id\":17}");
		assertThat(done).containsExactly("t-2", "t-1", null);
		assertThat(this.sent).extracting((sent) -> sent.headers().getFirst())
			.containsExactly("Task-Id:t-2", "Task-Id:t-1", "Worker:consumer-1");
		assertThat(this.sent).extracting(Sent::body)
			.containsExactly("{\"task_id\":\"t-2\",\"user_id\":17,\"processed\":true,\"worker\":\"consumer-1\"}",
					"{\"task_id\":\"t-1\",\"user_id\":17,\"processed\":true,\"worker\":\"consumer-1\"}",
					"{\"task_id\":null,\"user_id\":17,\"processed\":true,\"worker\":\"consumer-1\"}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
			''               | the body is empty
			no json          | the body is no JSON
			{}               | user_id is missing
			{"user_id":"17"} | user_id must be a whole number
			{"user_id":17    | the body is no JSON
			[17]             | the body is no JSON object
			""")
	void aBodyThatBreaksTheContractIsAnswered400(String body, String problem) throws InterruptedException {
		assertThat(run(UNWANTED, "t-1", body)).isEqualTo(TaskOutcome.MALFORMED);
		assertAnsweredOnce("400", problem);
	}

	@Test
	void anIdFromTheBodyWritesNoHeaders() throws InterruptedException {
		assertThat(run(UNWANTED, null, "{\"task_id\":\"a\\r\\nWorker: evil\",\"user_id\":17}"))
			.isEqualTo(TaskOutcome.MALFORMED);
		assertAnsweredOnce("400", "task_id must be");
	}

	@Test
	void aTaskThatCannotBeDoneIsAnswered500() throws InterruptedException {
		assertThat(run((task) -> {
			throw new IllegalStateException("secret");
		}, "t-1", BODY)).isEqualTo(TaskOutcome.FAILED);
		assertAnsweredOnce("500", "the handler failed: IllegalStateException");
	}

	private void assertAnsweredOnce(String code, String text) {
		assertThat(this.sent).singleElement().satisfies((sent) -> {
			assertThat(sent.headers()).hasSize(2);
			assertThat(sent.headers().getFirst()).startsWith("Nats-Service-Error:" + text);
			assertThat(sent.headers().getLast()).isEqualTo("Nats-Service-Error-Code:" + code);
			assertThat(sent.body()).isEmpty();
		});
	}

	/**
	 * Has one request done by a worker and tells what became of it.
	 */
	private TaskOutcome run(UserTaskHandler handler, @Nullable String taskId, String body) throws InterruptedException {
		TaskMetrics metrics = new TaskMetrics(new SimpleMeterRegistry(), Tags.empty(), false);
		Line line = new Line(1, Long.MAX_VALUE);
		ServiceTime serviceTime = ServiceTime.guessed(Duration.ofSeconds(1));
		Replies replies = new Replies(
				(request, subject, headers,
						reply) -> this.sent.add(new Sent(subject,
								headers.toString().lines().skip(1).filter((header) -> !header.isEmpty()).toList(),
								new String(reply, StandardCharsets.UTF_8))),
				() -> NOW, new InboxPrefixes(List.of("_INBOX"), "tasks.now"), "consumer-1");
		Workers workers = Workers.create(new PairHandler(handler, "consumer-1", () -> NOW), replies,
				new Outcomes(metrics, Journal.off(), "consumer-1"), metrics, () -> NOW,
				new Timeliness(true, Forecast.NONE), 1, false, line,
				new Pace(serviceTime, 1, line, millis(5_000), 0, NOW));
		line.add(new Arrival(message(body), taskId, NOW - millis(100), millis(200), millis(5_000)));
		workers.start();
		line.awaitIdle();
		workers.stop();
		return Arrays.stream(TaskOutcome.values())
			.filter((outcome) -> outcome != TaskOutcome.DROPPED && metrics.count(outcome) > 0)
			.findAny()
			.orElseThrow();
	}

	private static ReceivedMessage message(String body) {
		return ReceivedMessage.of(NatsMessage.builder()
			.subject("tasks.now")
			.replyTo("_INBOX.1")
			.data(body.getBytes(StandardCharsets.UTF_8))
			.build());
	}

	private static long millis(long millis) {
		return TimeUnit.MILLISECONDS.toNanos(millis);
	}

	/**
	 * One answer.
	 *
	 * @param subject where it went
	 * @param headers its headers, each as {@code name:value}
	 * @param body its body
	 */
	private record Sent(String subject, List<String> headers, String body) {
	}

}
