package io.nowornever.lab.ledger;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.nowornever.lab.ledger.Violation.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.nowornever.lab.ledger.JournalText.declinedEvent;
import static io.nowornever.lab.ledger.JournalText.droppedEvent;
import static io.nowornever.lab.ledger.JournalText.extraReplyEvent;
import static io.nowornever.lab.ledger.JournalText.startedEvent;
import static io.nowornever.lab.ledger.JournalText.taskEvent;
import static org.assertj.core.api.Assertions.assertThat;

class LedgerTests {

	@TempDir
	Path folder;

	@Test
	void aLateReplyThatTheProducerSawIsTheCause() {
		JournalText producer = timedOut().line(extraReplyEvent("t", "late"));
		assertThat(cause(producer)).isEqualTo(Cause.ANSWERED_LATE);
	}

	@Test
	void aConsumerThatEndedItLateIsTheCauseEvenIfTheReplyWasLost() {
		assertThat(cause(timedOut(), received().taken("t").ended("t", "late"))).isEqualTo(Cause.ANSWERED_LATE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "answered", "failed", "malformed", "refused" })
	void whatWasRepliedInTimeAndNotSeenIsALostReply(String ended) {
		assertThat(cause(timedOut(), received().taken("t").ended("t", ended))).isEqualTo(Cause.REPLY_LOST);
	}

	@Test
	void whatAWorkerTookAndDidNotEndDiedWhileWorkedOn() {
		assertThat(cause(timedOut(), received().taken("t"))).isEqualTo(Cause.DIED_WORKING);
	}

	@Test
	void whatNoWorkerTookDiedWaiting() {
		assertThat(cause(timedOut(), received())).isEqualTo(Cause.DIED_WAITING);
	}

	@Test
	void whatAStreamGivesTwiceToTheSameConsumerIsNoViolation() {
		JournalText consumer = JournalText.consumer("c").received("t").taken("t");
		for (String event : List.of("received", "taken", "ended")) {
			consumer.line(delivered(event, 2));
		}
		Account account = account(JournalText.producer("p").sent("t").settled("t", "answered").closed(), consumer);
		assertThat(account.violations()).isEmpty();
		assertThat(account.isConserved()).isTrue();
	}

	@Test
	void whatAStreamGivesAgainUnderTheSameNumberIsNoViolationButMoreEndsThanThatAre() {
		JournalText twice = JournalText.consumer("c");
		for (String event : List.of("received", "taken", "received", "taken", "ended", "ended")) {
			twice.line(delivered(event, 1));
		}
		JournalText producer = JournalText.producer("p").sent("t").settled("t", "answered").closed();
		assertThat(account(producer, twice).isConserved()).isTrue();
		twice.line(delivered("ended", 1));
		assertThat(account(producer, twice).violations()).extracting(Violation::kind).containsExactly(Kind.ENDED_TWICE);
	}

	private static String delivered(String event, int deliveries) {
		return "{\"at\":1,\"event\":\"" + event + "\",\"task\":\"t\",\"attempt\":1,\"deliveries\":" + deliveries
				+ ",\"outcome\":\"answered\"}";
	}

	@Test
	void whatDiedAtAConsumerThatRestartedInTheSameFileStaysDead() {
		JournalText consumer = received().taken("t").opened("consumer", "c").closed();
		assertThat(cause(timedOut(), consumer)).isEqualTo(Cause.DIED_WORKING);
	}

	@Test
	void whatWasSkippedIsStale() {
		assertThat(cause(timedOut(), received().ended("t", "stale"))).isEqualTo(Cause.STALE);
	}

	@Test
	void whatNobodyReceivedIsDroppedIfAConsumerDroppedOne() {
		JournalText consumer = JournalText.consumer("c").line(droppedEvent(1));
		assertThat(cause(timedOut(), consumer)).isEqualTo(Cause.DROPPED);
	}

	@Test
	void whatNobodyReceivedOrDroppedWasNeverReceived() {
		assertThat(cause(timedOut(), JournalText.consumer("c"))).isEqualTo(Cause.NEVER_RECEIVED);
	}

	@Test
	void noMoreAreDroppedThanConsumersSay() {
		JournalText producer = timedOut().sent("u").settled("u", "timed_out").sent("v").settled("v", "timed_out");
		JournalText consumer = JournalText.consumer("c").line(droppedEvent(1)).line(droppedEvent(1));
		Account account = account(producer, consumer);
		assertThat(account.causes()).containsEntry(Cause.DROPPED, 2L).containsEntry(Cause.NEVER_RECEIVED, 1L);
		assertThat(account.isConserved()).isTrue();
	}

	@Test
	void moreDropsThanLostRequestsAreNoViolation() {
		Account account = account(timedOut(), JournalText.consumer("c").line(droppedEvent(7)));
		assertThat(account.causes()).containsEntry(Cause.DROPPED, 1L);
		assertThat(account.isConserved()).isTrue();
	}

	@Test
	void theFurthestProgressAtAnyConsumerCounts() {
		JournalText other = JournalText.consumer("d").received("t").taken("t");
		assertThat(cause(timedOut(), received().ended("t", "stale"), other)).isEqualTo(Cause.DIED_WORKING);
	}

	@Test
	void aRefusalThatTheProducerSawDoesNotExplainTheLossOfTheNextAttempt() {
		JournalText producer = retried("busy").settled("t", "timed_out").closed();
		assertThat(cause(producer, received().ended("t", "refused"))).isEqualTo(Cause.NEVER_RECEIVED);
	}

	@Test
	void aTimeoutWithNoReplyOutstandingIsUnaccounted() {
		JournalText producer = JournalText.producer("p").sent("t").line(declinedEvent("t", 1, "busy"));
		Account account = account(producer.settled("t", "timed_out").closed());
		assertThat(account.unaccounted()).containsExactly("t");
		assertThat(account.isConserved()).isFalse();
	}

	@ParameterizedTest
	@EnumSource(DeclineReason.class)
	void aRetryIsCountedByWhatBecameOfTheAttemptBefore(DeclineReason reason) {
		JournalText producer = retried(Words.inJson(reason)).settled("t", "refused").closed();
		assertThat(account(producer).retries()).containsEntry(reason, 1L);
	}

	@ParameterizedTest
	@EnumSource(Outcome.class)
	void anOutcomeIsCounted(Outcome outcome) {
		Account account = account(JournalText.producer("p").sent("t").settled("t", Words.inJson(outcome)).closed());
		assertThat(account.outcomes()).containsEntry(outcome, 1L);
		assertThat(account.isConserved()).isTrue();
	}

	@Test
	void aRequestRejectedWithoutAnIdIsStartedAndSettled() {
		Account account = account(JournalText.producer("p").line("{\"at\":1,\"event\":\"rejected\"}").closed());
		assertThat(account.started()).isOne();
		assertThat(account.outcomes()).containsEntry(Outcome.REJECTED, 1L);
		assertThat(account.isConserved()).isTrue();
	}

	@Test
	void whatIsInFlightWhenAProducerIsKilledDiesWithIt() {
		Account account = account(JournalText.producer("p").sent("t"), received().taken("t").ended("t", "answered"));
		assertThat(account.producerDied()).isOne();
		assertThat(account.isConserved()).isTrue();
	}

	@Test
	void aProducerThatCameBackDidNotSettleWhatItsForerunnerLeft() {
		Account account = account(JournalText.producer("p").sent("t").opened("producer", "p").closed());
		assertThat(account.producerDied()).isOne();
		assertThat(account.isConserved()).isTrue();
	}

	@Test
	void whatAnOrderlyEndedProducerDidNotSettleIsUnaccounted() {
		Account account = account(JournalText.producer("p").sent("t").closed());
		assertThat(account.unaccounted()).containsExactly("t");
		assertThat(account.isConserved()).isFalse();
	}

	@Test
	void whatAnotherRunSettledIsAViolation() {
		JournalText producer = JournalText.producer("p").sent("t").opened("producer", "p").settled("t", "answered");
		assertThat(account(producer).violations()).containsExactly(new Violation(Kind.SETTLED_BY_ANOTHER, "t", "p"));
	}

	@Test
	void aSecondAttemptAfterSilenceIsAViolation() {
		JournalText producer = JournalText.producer("p").sent("t").line(taskEvent("sent", "t", 2));
		assertThat(account(producer).violations()).containsExactly(new Violation(Kind.SENT_AGAIN_UNDECLINED, "t", "p"));
	}

	@Test
	void whatAConsumerReceivedThoughNobodySentItIsAViolation() {
		JournalText producer = JournalText.producer("p").line(startedEvent("t")).settled("t", "disconnected");
		assertThat(account(producer.closed(), received()).violations())
			.containsExactly(new Violation(Kind.RECEIVED_WITHOUT_SENT, "t", "c"));
	}

	@Test
	void aLineAfterTheOrderlyEndIsAViolation() {
		assertThat(account(timedOut().closed().closed()).violations())
			.containsExactly(new Violation(Kind.AFTER_CLOSED, null, "p"));
	}

	@Test
	void requestsOfOthersAreCountedApart() {
		JournalText consumer = received().taken("t")
			.ended("t", "answered")
			.received("t")
			.line("{\"at\":1,\"event\":\"received\"}");
		Account account = account(consumer);
		assertThat(account.foreign()).isOne();
		assertThat(account.started()).isZero();
		assertThat(account.isConserved()).isTrue();
		assertThat(account.consumers()).first().satisfies((fates) -> {
			assertThat(fates.received()).isEqualTo(3);
			assertThat(fates.unfinished()).isEqualTo(2);
		});
	}

	@Test
	void extraRepliesAreCountedBesideTheOutcomes() {
		JournalText producer = JournalText.producer("p")
			.sent("t")
			.settled("t", "answered")
			.line(extraReplyEvent("t", "duplicate"))
			.line("{\"at\":1,\"event\":\"extra_reply\",\"kind\":\"late\"}");
		assertThat(account(producer).extraReplies())
			.isEqualTo(Map.of(ExtraReplyKind.LATE, 1L, ExtraReplyKind.DUPLICATE, 1L));
	}

	private static JournalText timedOut() {
		return JournalText.producer("p").sent("t").settled("t", "timed_out");
	}

	private static JournalText retried(String reason) {
		return JournalText.producer("p").sent("t").line(declinedEvent("t", 1, reason)).line(taskEvent("sent", "t", 2));
	}

	private static JournalText received() {
		return JournalText.consumer("c").received("t");
	}

	private Account account(JournalText... journals) {
		return JournalText.account(this.folder, journals);
	}

	private Cause cause(JournalText... journals) {
		Account account = account(journals);
		assertThat(account.unaccounted()).isEmpty();
		assertThat(account.losses()).hasSize(1);
		return account.losses().getFirst().cause();
	}

}
