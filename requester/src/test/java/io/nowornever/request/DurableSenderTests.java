package io.nowornever.request;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.nats.client.Message;
import io.nats.client.impl.NatsMessage;
import io.nowornever.common.connection.LinkSettings;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.journal.Journal;
import io.nowornever.common.time.NanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the word of a stream does to a request, without a broker and with a clock that is
 * set by hand.
 */
class DurableSenderTests {

	private static final long BUDGET = TimeUnit.SECONDS.toNanos(5);

	private static final String FULL = """
			{"error":{"code":503,"err_code":10077,"description":"maximum messages exceeded"},"stream":"TASKS","seq":0}""";

	private static final String LEADERLESS = """
			{"error":{"code":503,"err_code":10008,"description":"JetStream system temporarily unavailable"}}""";

	private final List<RequestOutcome> outcomes = new ArrayList<>();

	private final TaskIds taskIds = new TaskIds();

	private final ReplyInbox inbox = new ReplyInbox("_INBOX.test.");

	private final PendingRequests pending = new PendingRequests(10);

	private long now;

	private final NanoClock clock = () -> this.now;

	private final RequestJournal journal = new RequestJournal(Journal.off(), this.taskIds);

	private final Settlement settlement = new Settlement(this.pending, this.journal, this.clock);

	/** Never started, so nothing is sent. */
	private final NatsLink link = NatsLink.of(new LinkSettings(List.of("nats://127.0.0.1:4222"), null, null, null, null,
			null, null, new LinkSettings.Reconnect(Duration.ofSeconds(1), Duration.ZERO), Duration.ofSeconds(1),
			Duration.ofSeconds(1), LinkSettings.INBOX_PREFIX), "test", this.clock);

	private final DurableSender sender = new DurableSender(this.link, new RequestMessage(this.taskIds), this.inbox,
			this.pending, this.settlement, new DeadlineTimer(this.clock, (time) -> DeadlineTimer.NEVER), () -> {
			}, this.journal, this.clock);

	private final PendingRequest request = begin();

	@Test
	void withoutALinkItIsTriedAgainSoonAndEndsDisconnected() {
		this.sender.send(this.request);
		assertThat(this.outcomes).isEmpty();
		assertThat(this.request.dueNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
		assertThat(this.request.outcomeInTheEnd()).isEqualTo(RequestOutcome.DISCONNECTED);
	}

	@Test
	void whatIsStoredIsNotSentAgainAndWaitsToTheEnd() {
		this.sender.said(word("{\"stream\":\"TASKS\",\"seq\":1}"));
		assertThat(this.request.isStored()).isTrue();
		assertThat(this.request.dueNanos()).isEqualTo(this.request.deadlineNanos());
		assertThat(this.request.outcomeInTheEnd()).isEqualTo(RequestOutcome.TIMED_OUT);
		this.sender.connected();
		assertThat(this.request.dueNanos()).isEqualTo(this.request.deadlineNanos());
	}

	@Test
	void aDuplicateIsStoredToo() {
		this.sender.said(word("{\"stream\":\"TASKS\",\"seq\":1,\"duplicate\":true}"));
		assertThat(this.request.isStored()).isTrue();
	}

	@Test
	void whatAFullStreamDoesNotTakeIsRefusedAtOnce() {
		this.sender.said(word(FULL));
		assertThat(this.outcomes).containsExactly(RequestOutcome.REFUSED);
	}

	@Test
	void aStreamWithoutALeaderIsGivenASecond() {
		this.sender.said(word(LEADERLESS));
		assertThat(this.outcomes).isEmpty();
		assertThat(this.request.dueNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
		this.now = TimeUnit.MILLISECONDS.toNanos(990);
		this.sender.said(word(LEADERLESS));
		assertThat(this.outcomes).isEmpty();
		this.now = TimeUnit.MILLISECONDS.toNanos(1_000);
		this.sender.said(word(LEADERLESS));
		assertThat(this.outcomes).containsExactly(RequestOutcome.DISCONNECTED);
	}

	@Test
	void whatIsNoWordOfAStreamStoresNothing() {
		this.sender.said(word("PONG"));
		assertThat(this.request.isStored()).isFalse();
		assertThat(this.outcomes).isEmpty();
	}

	@Test
	void aNewConnectionSendsWhatIsNotKnownToBeStored() {
		this.request.due(this.request.deadlineNanos());
		this.now = 7;
		this.sender.connected();
		assertThat(this.request.dueNanos()).isEqualTo(7);
	}

	@Test
	void aWordAboutNoRequestIsPassedOver() {
		this.settlement.settle(this.request, RequestOutcome.TIMED_OUT, null);
		this.sender.said(word(FULL));
		assertThat(this.outcomes).containsExactly(RequestOutcome.TIMED_OUT);
	}

	private PendingRequest begin() {
		Destination destination = Fixtures.durableDestination();
		this.settlement.started(destination);
		PendingRequest begun = new PendingRequest(destination, new Anything(), 0, 0, 0, BUDGET,
				(outcome, reply) -> this.outcomes.add(outcome));
		this.pending.add(begun);
		return begun;
	}

	private Message word(String json) {
		return NatsMessage.builder()
			.subject(this.inbox.storageSubject(this.request.sequence()))
			.data(json.getBytes(StandardCharsets.UTF_8))
			.build();
	}

}
