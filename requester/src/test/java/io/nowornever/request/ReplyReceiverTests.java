package io.nowornever.request;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.nowornever.common.connection.LinkSettings;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.journal.Journal;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.request.backoff.BackoffSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What replies do to a request, without a broker and with a clock that is set by hand.
 */
class ReplyReceiverTests {

	private static final String LOAD = "{\"instance\":\"w\",\"sequence\":1,\"wait_ms\":0,\"limit_ms\":1,\"workers\":1,"
			+ "\"mean_ms\":1,\"most_ms\":1}";

	private static final long BUDGET = TimeUnit.SECONDS.toNanos(5);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final List<RequestOutcome> outcomes = new ArrayList<>();

	private final TaskIds taskIds = new TaskIds();

	private final ReplyInbox inbox = new ReplyInbox("_INBOX.test.");

	private final PendingRequests pending = new PendingRequests(10);

	private long now;

	private final NanoClock clock = () -> this.now;

	private final RequestMetrics metrics = new RequestMetrics(this.registry);

	private @Nullable Destination destination;

	private final RequestJournal journal = new RequestJournal(Journal.off(), this.taskIds);

	private final Settlement settlement = new Settlement(this.pending, this.journal, this.clock);

	@Test
	void aResultAnswersTheRequestOnce() {
		ReplyReceiver receiver = receiver(3, 10);
		PendingRequest request = begin();
		receiver.received(result(request, 1));
		receiver.received(result(request, 1));
		assertThat(this.outcomes).containsExactly(RequestOutcome.ANSWERED);
		assertThat(counter("task.replies.duplicate")).isEqualTo(1);
		assertThat(counter("task.replies.late")).isZero();
	}

	@Test
	void aResultAfterTheEndIsLate() {
		ReplyReceiver receiver = receiver(3, 10);
		PendingRequest request = begin();
		this.settlement.settle(request, RequestOutcome.TIMED_OUT, null);
		receiver.received(result(request, 1));
		assertThat(this.outcomes).containsExactly(RequestOutcome.TIMED_OUT);
		assertThat(counter("task.replies.late")).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "400", "500", "404" })
	void anErrorFailsTheRequest(String code) {
		ReplyReceiver receiver = receiver(3, 10);
		PendingRequest request = begin();
		receiver.received(error(request, 1, code));
		assertThat(this.outcomes).containsExactly(RequestOutcome.FAILED);
	}

	@Test
	void aRefusedRequestRestsWithinItsBudget() {
		ReplyReceiver receiver = receiver(3, 10);
		PendingRequest request = begin();
		receiver.received(error(request, 1, "503"));
		assertThat(this.outcomes).isEmpty();
		assertThat(request.state()).isEqualTo(-1);
		assertThat(request.dueNanos()).isBetween(TimeUnit.MILLISECONDS.toNanos(20), BUDGET - 1);
	}

	@Test
	void aRefusalOfAnotherAttemptThanTheOneInFlightCountsForNothing() {
		ReplyReceiver receiver = receiver(3, 10);
		PendingRequest request = begin();
		receiver.received(error(request, 2, "503"));
		assertThat(request.state()).isEqualTo(1);
		receiver.received(error(request, 1, "503"));
		receiver.received(error(request, 1, "503"));
		assertThat(request.state()).isEqualTo(-1);
	}

	@Test
	void aResultOfAnEarlierAttemptAnswersARequestThatRests() {
		ReplyReceiver receiver = receiver(3, 10);
		PendingRequest request = begin();
		receiver.received(error(request, 1, "503"));
		receiver.received(result(request, 1));
		assertThat(this.outcomes).containsExactly(RequestOutcome.ANSWERED);
	}

	@Test
	void aRefusalEndsTheLastAttempt() {
		ReplyReceiver receiver = receiver(1, 10);
		PendingRequest request = begin();
		receiver.received(error(request, 1, "503"));
		assertThat(this.outcomes).containsExactly(RequestOutcome.REFUSED);
	}

	@Test
	void aRefusalEndsARequestThatHasNothingLeft() {
		ReplyReceiver receiver = receiver(3, 10);
		PendingRequest request = begin();
		this.now = BUDGET - 1;
		receiver.received(error(request, 1, "503"));
		assertThat(this.outcomes).containsExactly(RequestOutcome.REFUSED);
	}

	@Test
	void aRefusalEndsWhatAllRequestsTogetherCannotAfford() {
		ReplyReceiver receiver = receiver(3, 2);
		for (int i = 0; i < 3; i++) {
			receiver.received(error(begin(), 1, "503"));
		}
		assertThat(this.outcomes).containsExactly(RequestOutcome.REFUSED);
	}

	@Test
	void aRefusalEndsARequestThatWasGivenUp() {
		ReplyReceiver receiver = receiver(3, 10);
		PendingRequest request = begin();
		request.giveUp();
		receiver.received(error(request, 1, "503"));
		assertThat(this.outcomes).containsExactly(RequestOutcome.REFUSED);
	}

	@Test
	void aReplyThatTellsItsLoadMakesItsResponderKnown() {
		ReplyReceiver receiver = receiver(3, 10, Balance.LEAST_WAIT);
		receiver.received(telling(begin(), "busy", LOAD));
		assertThat(known()).isZero();
		receiver.received(telling(begin(), "Load", LOAD));
		assertThat(known()).isEqualTo(1);
		receiver.received(telling(begin(), "Load", LOAD.replace(":1", ":2").replace("}", ",\"leaving\":true}")));
		assertThat(known()).isZero();
		assertThat(this.outcomes).hasSize(3).containsOnly(RequestOutcome.ANSWERED);
	}

	@Test
	void aReplyWhoseLoadIsMalformedIsAnAnswerAllTheSame() {
		ReplyReceiver receiver = receiver(3, 10, Balance.LEAST_WAIT);
		receiver.received(telling(begin(), "Load", "{"));
		assertThat(this.outcomes).containsExactly(RequestOutcome.ANSWERED);
		assertThat(known()).isZero();
	}

	@Test
	void whereTheGroupChoosesNoLoadIsRead() {
		ReplyReceiver receiver = receiver(3, 10);
		receiver.received(telling(begin(), "Load", LOAD));
		assertThat(this.outcomes).containsExactly(RequestOutcome.ANSWERED);
		assertThat(Objects.requireNonNull(this.destination).balancer()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "1.x", "x.1", "-1.1", "99999999999999999999.1", "0.0", "0.-1" })
	void whatNamesNoRequestAndNoAttemptIsIgnored(String tail) {
		ReplyReceiver receiver = receiver(3, 10);
		begin();
		receiver.received(NatsMessage.builder()
			.subject(this.inbox.subject(0, 1).replaceAll("0[.]1$", "") + tail)
			.data(new byte[0])
			.build());
		assertThat(this.outcomes).isEmpty();
		assertThat(counter("task.replies.late")).isZero();
	}

	private PendingRequest begin() {
		Destination where = Objects.requireNonNull(this.destination, "a receiver comes first");
		this.settlement.started(where);
		PendingRequest request = new PendingRequest(where, new Anything(), this.now, 0, this.now, BUDGET,
				(outcome, reply) -> this.outcomes.add(outcome));
		this.pending.add(request);
		return request;
	}

	private int known() {
		return Objects.requireNonNull(Objects.requireNonNull(this.destination).balancer()).known(this.now);
	}

	private ReplyReceiver receiver(int maxAttempts, double retriesPerSecond) {
		return receiver(maxAttempts, retriesPerSecond, Balance.GROUP);
	}

	private ReplyReceiver receiver(int maxAttempts, double retriesPerSecond, Balance balance) {
		LinkSettings settings = new LinkSettings(List.of("nats://127.0.0.1:4222"), null, null, null, null, null, null,
				new LinkSettings.Reconnect(Duration.ofSeconds(1), Duration.ZERO), Duration.ofSeconds(1),
				Duration.ofSeconds(1), LinkSettings.INBOX_PREFIX);
		// Never started, so nothing is sent.
		NatsLink link = NatsLink.of(settings, "test", this.clock);
		RetrySettings retry = new RetrySettings(true, maxAttempts, Duration.ofMillis(20), Duration.ofSeconds(1),
				retriesPerSecond, 0);
		RequestSettings requests = new RequestSettings(Duration.ofNanos(BUDGET), 10, retry,
				new BackoffSettings(Duration.ofSeconds(1), Duration.ofSeconds(10), 2, 0), Map.of(), balance,
				DurableSettings.DEFAULT, new InboxPrefixes(List.of("_INBOX"), ""), true);
		Destinations destinations = new Destinations((subject, names) -> new Destination(subject, names != null,
				requests, this.inbox.presencePrefix(), this.metrics, this.clock));
		this.destination = destinations.of("quotes");
		RequestMessage message = new RequestMessage(this.taskIds);
		Sender sender = new Sender(link, message, this.inbox, this.journal, this.settlement, this.clock);
		DeadlineTimer timer = new DeadlineTimer(this.clock, (time) -> DeadlineTimer.NEVER);
		Declines declines = new Declines(link, sender, this.settlement, timer,
				new RetryPolicy(retry, RandomGenerator.getDefault()), this.journal, this.clock);
		return new ReplyReceiver(this.inbox, new ReplyCheck(this.taskIds), this.pending, destinations,
				new Adverts(this.clock, (resumed) -> {
				}), declines, new DurableSender(link, message, this.inbox, this.pending, this.settlement, timer, () -> {
				}, this.journal, this.clock), new Confirmations(link, requests.inboxes()), this.settlement,
				this.metrics, this.journal, this.clock);
	}

	private Message result(PendingRequest request, int attempt) {
		String taskId = this.taskIds.text(request.sequence());
		return reply(request, attempt, new Headers().put("Task-Id", taskId),
				"{\"task_id\":\"" + taskId + "\",\"user_id\":17,\"processed\":true,\"worker\":\"w\"}");
	}

	private Message telling(PendingRequest request, String header, String load) {
		return reply(request, 1, new Headers().put("Task-Id", this.taskIds.text(request.sequence())).put(header, load),
				"");
	}

	private Message error(PendingRequest request, int attempt, String code) {
		return reply(request, attempt,
				new Headers().put("Nats-Service-Error", "no").put("Nats-Service-Error-Code", code), "");
	}

	private Message reply(PendingRequest request, int attempt, Headers headers, String body) {
		return NatsMessage.builder()
			.subject(this.inbox.subject(request.sequence(), attempt))
			.headers(headers)
			.data(body.getBytes(StandardCharsets.UTF_8))
			.build();
	}

	private double counter(String name) {
		return this.registry.get(name).counter().count();
	}

}
