package io.nowornever.lab.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.nowornever.lab.ledger.Violation.Kind;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Whatever happens and in whatever order it is told: the ledger finds what happened, and
 * a journal that was tampered with is noticed. The seed is the number of the repetition.
 */
class LedgerPropertyTests {

	private static final int HISTORIES = 25;

	@TempDir
	Path folder;

	@RepeatedTest(500)
	void everyTrueHistoryIsConserved(RepetitionInfo repetition) {
		History history = new History(new Random(repetition.getCurrentRepetition()));
		Account account = account(history.journals());
		assertThat(account.unaccounted()).isEmpty();
		assertThat(account.violations()).isEmpty();
		assertThat(account.started()).isEqualTo(history.started);
		assertThat(account.outcomes()).isEqualTo(history.outcomes);
		assertThat(account.producerDied()).isEqualTo(history.producerDied);
		assertThat(account.causes()).isEqualTo(history.causes);
		assertThat(account.retries()).isEqualTo(history.retries);
		assertThat(account.extraReplies()).isEqualTo(history.extraReplies);
		assertThat(account.foreign()).isEqualTo(history.foreign.size());
		assertThat((long) account.losses().size()).isEqualTo(history.outcomes.get(Outcome.TIMED_OUT));
		assertThat(account.isConserved()).isTrue();
	}

	@RepeatedTest(HISTORIES)
	void aMissingSettlementOfAnOrderlyEndedProducerIsUnaccounted(RepetitionInfo repetition) {
		Tampering tampering = Tampering.of(repetition.getCurrentRepetition()).inAnOrderlyRun("settled").remove();
		Account account = account(tampering.journals());
		assertThat(account.unaccounted()).containsExactly(tampering.task());
		assertThat(account.isConserved()).isFalse();
	}

	@RepeatedTest(HISTORIES)
	void aMissingSettlementOfAKilledProducerDiedWithIt(RepetitionInfo repetition) {
		Tampering tampering = Tampering.of(repetition.getCurrentRepetition()).inAKilledRun("settled").remove();
		Account account = account(tampering.journals());
		assertThat(account.producerDied()).isEqualTo(tampering.history().producerDied + 1);
		assertThat(account.unaccounted()).isEmpty();
	}

	@RepeatedTest(HISTORIES)
	void aMissingSendingOfAnOrderlyEndedProducerIsNoticed(RepetitionInfo repetition) {
		Tampering tampering = Tampering.of(repetition.getCurrentRepetition()).inAnOrderlyRun("sent").remove();
		Account account = account(tampering.journals());
		assertThat(account.isConserved()).isFalse();
		assertThat(concerned(account)).containsOnly(tampering.task());
	}

	@RepeatedTest(HISTORIES)
	void aMissingStartIsNoticed(RepetitionInfo repetition) {
		Tampering tampering = Tampering.of(repetition.getCurrentRepetition()).inAnyRun("started").remove();
		Account account = account(tampering.journals());
		assertThat(account.violations()).extracting(Violation::kind)
			.containsAnyOf(Kind.SENT_WITHOUT_STARTED, Kind.SETTLED_WITHOUT_STARTED);
		assertThat(concerned(account)).containsOnly(tampering.task());
	}

	@ParameterizedTest
	@CsvSource({ "started,STARTED_TWICE", "settled,SETTLED_TWICE", "sent,SENT_TWICE", "received,RECEIVED_TWICE",
			"taken,TAKEN_TWICE", "ended,ENDED_TWICE" })
	void whatIsToldTwiceIsAViolation(String event, Kind kind) {
		for (int seed = 1; seed <= HISTORIES; seed++) {
			Tampering tampering = Tampering.of(seed).inAnyRun(event).repeat();
			Account account = account(tampering.journals());
			assertThat(account.isConserved()).isFalse();
			assertThat(account.violations()).extracting(Violation::kind, Violation::task)
				.containsExactly(tuple(kind, tampering.task()));
		}
	}

	private static List<String> concerned(Account account) {
		List<String> tasks = new ArrayList<>(account.unaccounted());
		account.violations().forEach((violation) -> tasks.add(String.valueOf(violation.task())));
		return tasks;
	}

	private Account account(List<List<String>> journals) {
		Ledger ledger = new Ledger();
		for (int i = 0; i < journals.size(); i++) {
			ledger.read(JournalText.write(this.folder, "journal-" + i, journals.get(i)));
		}
		return ledger.account();
	}

}
