package io.nowornever.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nats.client.impl.NatsMessage;
import io.nowornever.common.connection.LinkSettings;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.journal.Journal;
import io.nowornever.common.load.Load;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.request.backoff.BackoffSettings;
import io.nowornever.request.balance.Route;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a request that one has declined who was chosen, without a broker and
 * with a clock that is set by hand. There is no link, so whatever is sent again ends as
 * disconnected: that tells it from what rests and from what is given up.
 */
class DeclinesTests {

	private static final long MS = 1_000_000;

	private static final long BUDGET = TimeUnit.SECONDS.toNanos(5);

	private static final ReceivedMessage REFUSAL = ReceivedMessage
		.of(NatsMessage.builder().subject("_INBOX.1").data(new byte[0]).build());

	private final List<RequestOutcome> outcomes = new ArrayList<>();

	private final NanoClock clock = () -> MS;

	private final TaskIds taskIds = new TaskIds();

	private final PendingRequests pending = new PendingRequests(10);

	private final RequestJournal journal = new RequestJournal(Journal.off(), this.taskIds);

	private final Settlement settlement = new Settlement(this.pending, this.journal, this.clock);

	private RetrySettings retry = retry(true, 10);

	private Destination destination = destination();

	@Test
	void anotherOneIsAskedAtOnce() {
		PendingRequest request = sent(1);
		declines().refused(request, 1, REFUSAL);
		assertThat(this.outcomes).as("sent again").containsExactly(RequestOutcome.DISCONNECTED);
	}

	@Test
	void theOtherOneIsNoneThatHasDeclinedTheRequest() {
		PendingRequest request = sent(1);
		Set<String> asked = new TreeSet<>();
		for (int i = 0; i < 4; i++) {
			asked.add(Objects.requireNonNull(instance(request)));
			assertThat(this.destination.declined(request, false)).isTrue();
			request.routes().add(this.destination.route(request, MS), MS);
		}
		assertThat(asked).containsExactly("a", "b", "c", "d");
		assertThat(request.routes().takeLast()).isNotInstanceOf(Route.Direct.class);
		PendingRequest another = sent(1);
		assertThat(instance(another)).as("of another request").isIn(asked);
	}

	@Test
	void thatIsDoneTwiceAtTheMost() {
		declines().refused(sent(2), 2, REFUSAL);
		assertThat(this.outcomes).containsExactly(RequestOutcome.DISCONNECTED);
		declines().refused(sent(3), 3, REFUSAL);
		assertThat(this.outcomes).containsExactly(RequestOutcome.DISCONNECTED, RequestOutcome.REFUSED);
	}

	@Test
	void oneWhoIsGoneIsReplacedAndNotChosenAgain() {
		PendingRequest request = sent(1);
		declines().nobodyListens(request, 1);
		assertThat(this.outcomes).as("sent again").containsExactly(RequestOutcome.DISCONNECTED);
		assertThat(known()).isEqualTo(3);
		assertThat(this.destination.backoff().pauses()).as("others are there").isZero();
	}

	@Test
	void oneWhoIsBusyIsStillKnown() {
		declines().refused(sent(1), 1, REFUSAL);
		assertThat(known()).isEqualTo(4);
	}

	@Test
	void whatWasReplacedTwiceEndsAsRefusedAlsoWhereTheLastOneIsGone() {
		declines().nobodyListens(sent(3), 3);
		assertThat(this.outcomes).containsExactly(RequestOutcome.REFUSED);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void nobodyElseIsAskedWhereNothingIsSentTwice(boolean once) {
		this.retry = once ? retry(true, 1) : retry(false, 10);
		this.destination = destination();
		declines().refused(sent(1), 1, REFUSAL);
		declines().nobodyListens(sent(1), 1);
		assertThat(this.outcomes).containsExactly(RequestOutcome.REFUSED, RequestOutcome.REFUSED);
	}

	@Test
	void nobodyElseIsAskedForARequestThatWasGivenUp() {
		PendingRequest request = sent(1);
		request.giveUp();
		declines().refused(request, 1, REFUSAL);
		assertThat(this.outcomes).containsExactly(RequestOutcome.REFUSED);
	}

	@Test
	void whatTheGroupHasDeclinedRestsAsEver() {
		PendingRequest request = sent(1);
		request.routes().add(Route.GROUP, MS);
		declines().refused(request, 1, REFUSAL);
		assertThat(this.outcomes).isEmpty();
		assertThat(request.state()).isEqualTo(-1);
	}

	@Test
	void anEarlierAttemptThatIsDeclinedLateChangesNothing() {
		PendingRequest request = sent(2);
		declines().refused(request, 1, REFUSAL);
		declines().nobodyListens(request, 1);
		assertThat(this.outcomes).isEmpty();
		assertThat(instance(request)).as("still on its way").isNotNull();
		assertThat(known()).isEqualTo(4);
	}

	@Test
	void whoTellsThatItIsThereEndsThePauseThatBeganWhenNobodyWas() {
		Objects.requireNonNull(this.destination.backoff().acquire(MS)).failed(MS);
		this.destination.heard(load("a", 2), MS);
		assertThat(this.destination.backoff().acquire(MS)).as("it was known").isNull();
		this.destination.heard(load("e", 1), MS);
		assertThat(this.destination.backoff().acquire(MS)).isNotNull();
	}

	private @Nullable String instance(PendingRequest request) {
		Route route = request.routes().takeLast();
		request.routes().add(route, MS);
		return (route instanceof Route.Direct direct) ? direct.instance() : null;
	}

	private int known() {
		return Objects.requireNonNull(this.destination.balancer()).known(MS);
	}

	/**
	 * A request whose last attempt went to one that was chosen.
	 */
	private PendingRequest sent(int attempt) {
		this.settlement.started(this.destination);
		PendingRequest request = new PendingRequest(this.destination, new Anything(), 0, 0, 0, BUDGET,
				(outcome, reply) -> this.outcomes.add(outcome));
		this.pending.add(request);
		for (int i = 1; i < attempt; i++) {
			assertThat(request.declined(i, Decline.BUSY) && request.resume(i)).isTrue();
		}
		request.routes().add(this.destination.route(request, MS), MS);
		return request;
	}

	private Declines declines() {
		LinkSettings settings = new LinkSettings(List.of("nats://127.0.0.1:4222"), null, null, null, null, null, null,
				new LinkSettings.Reconnect(Duration.ofSeconds(1), Duration.ZERO), Duration.ofSeconds(1),
				Duration.ofSeconds(1), LinkSettings.INBOX_PREFIX);
		// Never started, so nothing is sent.
		NatsLink link = NatsLink.of(settings, "test", this.clock);
		Sender sender = new Sender(link, new RequestMessage(this.taskIds), new ReplyInbox("_INBOX.test."), this.journal,
				this.settlement, this.clock);
		return new Declines(link, sender, this.settlement, new DeadlineTimer(this.clock, (time) -> DeadlineTimer.NEVER),
				new RetryPolicy(this.retry, new SplittableRandom(1)), this.journal, this.clock);
	}

	/**
	 * Where four are there who have room.
	 */
	private Destination destination() {
		RequestSettings settings = new RequestSettings(Duration.ofNanos(BUDGET), 10, this.retry,
				new BackoffSettings(Duration.ofSeconds(1), Duration.ofSeconds(10), 2, 0), Map.of(), Balance.LEAST_WAIT,
				DurableSettings.DEFAULT, new InboxPrefixes(List.of("_INBOX"), ""), true);
		Destination destination = new Destination("quotes", false, settings, "_INBOX.presence.",
				new RequestMetrics(new SimpleMeterRegistry()), this.clock);
		for (String name : List.of("a", "b", "c", "d")) {
			destination.heard(load(name, 1), MS);
		}
		return destination;
	}

	private static RetrySettings retry(boolean enabled, int maxAttempts) {
		return new RetrySettings(enabled, maxAttempts, Duration.ofMillis(20), Duration.ofSeconds(1), 10, 0);
	}

	private static Load load(String name, long sequence) {
		return new Load(name, "g", sequence, 10 * MS, 1_000 * MS, 0, 1, 20 * MS, 40 * MS, 0, false, false);
	}

}
