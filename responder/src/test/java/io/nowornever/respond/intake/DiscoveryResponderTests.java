package io.nowornever.respond.intake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.common.wire.ServiceError;
import io.nowornever.respond.Outbox;
import io.nowornever.respond.Requests;
import io.nowornever.respond.admission.Arrival;
import io.nowornever.respond.intake.DiscoveryResponder.Question;
import io.nowornever.respond.outcome.TaskMetrics;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.respond.reply.Replies;
import io.nowornever.respond.work.Line;
import io.nowornever.respond.work.QueueDelay;
import io.nowornever.respond.work.ServiceTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told of a responder, as NATS services tell it (ADR-32), without a broker.
 */
class DiscoveryResponderTests {

	private static final Pattern ID = Pattern.compile("\"id\":\"(\\w+)\"");

	private static final String BEGIN = "\"name\":\"quote-desk\",\"id\":\"ID\",\"version\":\"1.0.0\","
			+ "\"metadata\":{\"worker\":\"worker-1\"}";

	private static final String ENDPOINT = "{\"name\":\"quote-desk\",\"subject\":\"quotes.price\","
			+ "\"queue_group\":\"pricing\",";

	private final TaskMetrics metrics = new TaskMetrics(new SimpleMeterRegistry(), Tags.empty(), false);

	private final InboxPrefixes inboxes = new InboxPrefixes(List.of("_INBOX"), "quotes.price");

	private final Replies replies = new Replies(new Outbox(), () -> 0, this.inboxes, "worker-1");

	private final Line line = new Line(10, Long.MAX_VALUE);

	private final DiscoveryResponder responder = responder();

	@Test
	void aPingTellsThatItIsThere() {
		assertThat(answer(Question.PING)).isEqualTo("{\"type\":\"io.nats.micro.v1.ping_response\"," + BEGIN + "}");
	}

	@Test
	void theInfoTellsWhatItAnswers() {
		assertThat(answer(Question.INFO)).isEqualTo("{\"type\":\"io.nats.micro.v1.info_response\"," + BEGIN
				+ ",\"description\":\"answers within the budget that a request states, or says at once that it is busy\""
				+ ",\"endpoints\":[" + ENDPOINT + "\"metadata\":{}}]}");
	}

	@Test
	void theStatsOfOneThatHasDoneNothing() {
		assertThat(answer(Question.STATS)).isEqualTo("{\"type\":\"io.nats.micro.v1.stats_response\"," + BEGIN
				+ ",\"started\":\"2027-01-15T08:00:00.123Z\",\"endpoints\":[" + ENDPOINT
				+ "\"num_requests\":0,\"num_errors\":0,\"last_error\":\"\",\"processing_time\":0,"
				+ "\"average_processing_time\":0,\"data\":{\"waiting_seconds\":0.0,\"workers\":2,"
				+ "\"mean_seconds\":0.5,\"refused\":0}}]}");
	}

	@Test
	void theStatsCountRequestsAndErrorsAndRefusalsApartAndMeasureWorkInNanoseconds() {
		for (TaskOutcome outcome : List.of(TaskOutcome.ANSWERED, TaskOutcome.LATE, TaskOutcome.STALE,
				TaskOutcome.REFUSED, TaskOutcome.REFUSED, TaskOutcome.MALFORMED, TaskOutcome.FAILED,
				TaskOutcome.FAILED)) {
			this.metrics.handled(outcome);
		}
		this.metrics.worked(TimeUnit.MICROSECONDS.toNanos(1_500));
		this.metrics.worked(TimeUnit.MICROSECONDS.toNanos(500));
		assertThat(answer(Question.STATS)).contains("\"num_requests\":8,", "\"num_errors\":3,",
				"\"processing_time\":2000000,", "\"average_processing_time\":250000,", "\"refused\":2}");
	}

	@Test
	void theStatsTellTheLastErrorThatWasNoRefusal() {
		this.replies.error(Requests.withBody("_INBOX.1", ""), ServiceError.MALFORMED, "no");
		Arrival arrival = new Arrival(Requests.withBody("_INBOX.1", ""), null, 0, 0, 1);
		this.replies.error(arrival, 404, "no such \"symbol\"\n");
		this.replies.busy(Requests.withBody("_INBOX.1", ""));
		this.replies.error(arrival, 503, "the database is down");
		assertThat(answer(Question.STATS)).contains("\"last_error\":\"404: no such \\\"symbol\\\"?\",");
	}

	@Test
	void theStatsTellTheWorkThatWaits() {
		for (int i = 0; i < 3; i++) {
			this.line.add(new Arrival(Requests.ofLength(0), null, 0, 0, 0));
		}
		assertThat(answer(Question.STATS)).contains("\"data\":{\"waiting_seconds\":0.75,");
	}

	@Test
	void eachHasAnIdOfItsOwnAndKeepsIt() {
		String id = id(this.responder.answer(Question.PING));
		assertThat(id(this.responder.answer(Question.STATS))).isEqualTo(id);
		assertThat(id(responder().answer(Question.PING))).isNotEqualTo(id);
	}

	private DiscoveryResponder responder() {
		GroupSettings settings = new GroupSettings("quotes.price", "quote-desk", "pricing", "worker-1", this.inboxes,
				Overload.GATE, 1, new GateSettings(0.8, 0.5, Duration.ofMillis(20)), Duration.ofSeconds(5),
				DurableSettings.DEFAULT);
		QueueDelay delay = new QueueDelay(2, ServiceTime.known(Duration.ofMillis(500), Duration.ZERO), this.line, 0);
		return new DiscoveryResponder(settings, this.metrics, delay, this.replies,
				Instant.parse("2027-01-15T08:00:00.123456789Z"));
	}

	private String answer(Question question) {
		return ID.matcher(text(this.responder.answer(question))).replaceFirst("\"id\":\"ID\"");
	}

	private static String id(byte[] answer) {
		Matcher id = ID.matcher(text(answer));
		assertThat(id.find()).isTrue();
		return id.group(1);
	}

	private static String text(byte[] json) {
		return new String(json, StandardCharsets.UTF_8);
	}

}
