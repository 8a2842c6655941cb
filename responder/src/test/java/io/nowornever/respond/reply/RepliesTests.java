package io.nowornever.respond.reply;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.nats.client.impl.Headers;
import io.nowornever.common.codec.Body;
import io.nowornever.common.connection.LinkSettings;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.common.wire.ServiceError;
import io.nowornever.respond.Outbox;
import io.nowornever.respond.Outbox.Sent;
import io.nowornever.respond.Requests;
import io.nowornever.respond.admission.Arrival;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers without a broker, the time set by hand.
 */
class RepliesTests {

	private final AtomicLong now = new AtomicLong();

	private final Outbox outbox = new Outbox();

	private final Replies replies = new Replies(this.outbox, this.now::get,
			new InboxPrefixes(List.of("_INBOX.", "_R."), "_R.tasks"), "consumer-1");

	@Test
	void aResultSaysWhoseItIsWhoGivesItAndHowLongItTook() {
		Body body = new Body("a result".getBytes(StandardCharsets.UTF_8), "text/plain");
		assertThat(this.replies.answer(arrival("_INBOX.1"), null, body, millis(2_300), millis(450))).isTrue();
		assertThat(this.outbox.sent()).containsExactly(new Sent("_INBOX.1", List.of("Task-Id:t-1", "Worker:consumer-1",
				"Waited-Ms:2300", "Worked-Ms:450", "Content-Type:text/plain"), "a result"));
	}

	@Test
	void aResultOfATaskWithoutAnIdStatesNoneNorATypeWhereItHasNone() {
		assertThat(this.replies.answer(arrival("_R.1", null), null, Body.EMPTY, 0, 0)).isTrue();
		assertThat(this.outbox.sent())
			.containsExactly(new Sent("_R.1", List.of("Worker:consumer-1", "Waited-Ms:0", "Worked-Ms:0"), ""));
	}

	@Test
	void anIdInTheRequestsHeadersCountsBeforeAnotherOne() {
		this.replies.answer(arrival("_INBOX.1", "t-1"), "t-2", Body.EMPTY, 0, 0);
		this.replies.answer(arrival("_INBOX.1", null), "t-2", Body.EMPTY, 0, 0);
		assertThat(this.outbox.sent()).extracting((sent) -> sent.headers().getFirst())
			.containsExactly("Task-Id:t-1", "Task-Id:t-2");
	}

	@ParameterizedTest
	@EnumSource
	void anErrorHasItsTextAndItsCodeAndNoBody(ServiceError error) {
		this.replies.error(arrival("_INBOX.1"), error.code(), "a reason");
		this.replies.error(Requests.withBody("_INBOX.2", ""), error, "another");
		assertThat(this.outbox.sent()).containsExactly(
				new Sent("_INBOX.1", List.of("Nats-Service-Error:a reason", "Nats-Service-Error-Code:" + error.code()),
						""),
				new Sent("_INBOX.2", List.of("Nats-Service-Error:another", "Nats-Service-Error-Code:" + error.code()),
						""));
	}

	@Test
	void busyIsAnError503() {
		this.replies.busy(Requests.withBody("_INBOX.1", ""));
		assertThat(this.outbox.sent()).singleElement()
			.satisfies((sent) -> assertThat(sent.headers()).contains("Nats-Service-Error-Code:503"));
	}

	@Test
	void aTextWithLineBreaksAndWithoutAnEndBecomesOneShortLine() {
		this.replies.error(arrival("_INBOX.1"), 500, "\r\nWorker:evil é\u001b[31m" + "x".repeat(1_000));
		assertThat(this.outbox.sent()).singleElement()
			.satisfies((sent) -> assertThat(sent.headers()).containsExactly(
					"Nats-Service-Error:??Worker:evil ??[31m" + "x".repeat(180), "Nats-Service-Error-Code:500"));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(
			strings = { "$JS.API.STREAM.PURGE.X", "tasks.now", "tasks.durable", "inbox.1", "_INBOX", "_R.tasks", "" })
	void nothingIsAnsweredToWhatIsNoInbox(@Nullable String replyTo) {
		assertThat(this.replies.answer(arrival(replyTo), null, Body.EMPTY, 0, 0)).isFalse();
		this.replies.error(arrival(replyTo), 500, "failed");
		this.replies.error(Requests.withBody(replyTo, ""), ServiceError.MALFORMED, "malformed");
		this.replies.busy(Requests.withBody(replyTo, ""));
		assertThat(this.outbox.sent()).isEmpty();
	}

	@Test
	void nothingIsAnsweredWhereTheLineWouldCostTheConnection() {
		this.replies.error(Requests.withBody("_INBOX." + "x".repeat(4_074), ""), ServiceError.MALFORMED, "malformed");
		assertThat(this.outbox.sent()).isEmpty();
		this.replies.error(Requests.withBody("_INBOX." + "x".repeat(4_073), ""), ServiceError.MALFORMED, "malformed");
		assertThat(this.outbox.sent()).hasSize(1);
	}

	@Test
	void whatWasTakenIsAnsweredAsSoonAsTheLinkIsBack() {
		closedFor(Duration.ofMillis(4_900));
		assertThat(this.replies.answer(arrival("_INBOX.1"), null, Body.EMPTY, 0, 0)).isTrue();
		assertThat(this.outbox.sent()).hasSize(1);
	}

	@Test
	void anErrorToWhatWasTakenWaitsForTheLinkToo() {
		closedFor(Duration.ofMillis(4_900));
		this.replies.error(arrival("_INBOX.1"), 500, "failed");
		assertThat(this.outbox.sent()).hasSize(1);
	}

	@Test
	void nobodyIsAnsweredWhoWaitsNoLonger() {
		closedFor(Duration.ofMillis(5_200));
		assertThat(this.replies.answer(arrival("_INBOX.1"), null, Body.EMPTY, 0, 0)).isFalse();
		assertThat(this.now).as("given up at the end of the budget").hasValue(millis(5_100));
		assertThat(this.outbox.sent()).isEmpty();
	}

	@Test
	void aThreadThatIsToldToEndWaitsForNoLink() {
		this.outbox.openWhen(() -> {
			Thread.currentThread().interrupt();
			return false;
		});
		assertThat(this.replies.answer(arrival("_INBOX.1"), null, Body.EMPTY, 0, 0)).isFalse();
		assertThat(Thread.interrupted()).as("still told to end").isTrue();
	}

	@Test
	void whatWasNotTakenIsAnsweredNowOrNever() {
		AtomicInteger tries = new AtomicInteger();
		this.outbox.openWhen(() -> tries.incrementAndGet() > 1);
		this.replies.busy(Requests.withBody("_INBOX.1", ""));
		assertThat(tries).hasValue(1);
		assertThat(this.outbox.sent()).isEmpty();
	}

	@Test
	void nothingLeavesByALinkThatHasNoConnection() {
		NatsLink link = NatsLink.of(new LinkSettings(List.of("nats://localhost:4222"), null, null, null, null, null,
				null, new LinkSettings.Reconnect(Duration.ofSeconds(1), Duration.ZERO), Duration.ofSeconds(1),
				Duration.ofSeconds(1), LinkSettings.INBOX_PREFIX), "test", this.now::get);
		assertThat(Outlet.of(link).publish(Requests.withBody("_INBOX.1", ""), "_INBOX.1", new Headers(), new byte[0]))
			.isFalse();
	}

	/**
	 * Each try takes a tenth of a second.
	 */
	private void closedFor(Duration time) {
		this.outbox.openWhen(() -> this.now.addAndGet(millis(100)) > time.toNanos());
	}

	private static Arrival arrival(@Nullable String replyTo) {
		return arrival(replyTo, "t-1");
	}

	private static Arrival arrival(@Nullable String replyTo, @Nullable String taskId) {
		return new Arrival(Requests.withBody(replyTo, ""), taskId, 0, 0, millis(5_000));
	}

	private static long millis(long millis) {
		return TimeUnit.MILLISECONDS.toNanos(millis);
	}

}
