package io.nowornever.lab.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A live ledger comes to the same account as one that reads the whole journals, however
 * they grow, and forgets what is over.
 */
class LiveLedgerTests {

	/**
	 * By then all is long over.
	 */
	private static final long LATE = 1_000_000;

	private static final LiveLedger.Listener NOBODY = (told) -> {
	};

	@TempDir
	Path folder;

	@RepeatedTest(100)
	void journalsThatGrowGiveTheSameAccount(RepetitionInfo repetition) throws IOException {
		Random random = new Random(repetition.getCurrentRepetition());
		List<List<String>> journals = new History(random).journals();
		try (LiveLedger live = new LiveLedger()) {
			List<Path> files = files(journals.size());
			files.forEach((file) -> live.follow(file, file.toString()));
			int[] written = new int[journals.size()];
			for (int writes = 0; writes < 40; writes++) {
				int index = random.nextInt(journals.size());
				List<String> lines = journals.get(index);
				int until = Math.min(lines.size(), written[index] + random.nextInt(30));
				append(files.get(index), lines.subList(written[index], until));
				written[index] = until;
				live.read(0, NOBODY);
			}
			for (int i = 0; i < journals.size(); i++) {
				append(files.get(i), journals.get(i).subList(written[i], journals.get(i).size()));
			}
			readAll(live, LATE);
			assertSame(live.account(), whole(files));
		}
	}

	@RepeatedTest(100)
	void whatConsumersTellOfRequestsThatAreForgottenIsNotTakenForOthers(RepetitionInfo repetition) throws IOException {
		History history = new History(new Random(repetition.getCurrentRepetition()));
		List<List<String>> journals = history.journals();
		try (LiveLedger live = new LiveLedger()) {
			List<Path> files = files(journals.size());
			files.forEach((file) -> live.follow(file, file.toString()));
			for (boolean producers : new boolean[] { true, false }) {
				for (int i = 0; i < journals.size(); i++) {
					if (journals.get(i).getFirst().contains("\"producer\"") == producers) {
						append(files.get(i), journals.get(i));
					}
				}
				readAll(live, LATE);
			}
			assertSame(live.account(), whole(files));
		}
	}

	@Test
	void aRequestThatStillWaitsIsNoContradiction() throws IOException {
		Path consumer = this.folder.resolve("consumer");
		Path producer = this.folder.resolve("producer");
		try (LiveLedger live = new LiveLedger()) {
			live.follow(producer, "producer-1");
			live.follow(consumer, "consumer-1");
			append(producer, JournalText.producer("p").sent("a-1").lines());
			append(consumer, JournalText.consumer("c").received("a-1").lines());
			readAll(live, LATE);
			Account account = live.account();
			assertThat(account.violations()).isEmpty();
			assertThat(account.started()).isEqualTo(1);
			assertThat(account.producerDied()).isEqualTo(1);
		}
	}

	@Test
	void theCauseOfATimeoutIsKnownAtOnceAndMayChange() throws IOException {
		Path consumer = this.folder.resolve("consumer");
		Path producer = this.folder.resolve("producer");
		try (LiveLedger live = new LiveLedger()) {
			live.follow(producer, "producer-1");
			live.follow(consumer, "consumer-1");
			append(producer, JournalText.producer("p").sent("a-1").settled("a-1", "timed_out").lines());
			append(consumer, JournalText.consumer("c").received("a-1").lines());
			readAll(live, LATE);
			assertThat(live.cause("a-1")).isEqualTo(Cause.DIED_WAITING);
			append(consumer, List.of(JournalText.endedEvent("a-1", 1, "stale") + "\n"));
			readAll(live, LATE);
			assertThat(live.cause("a-1")).isEqualTo(Cause.STALE);
			assertThat(live.account().count(Cause.STALE)).isEqualTo(1);
		}
	}

	private static void readAll(LiveLedger live, long nowMillis) {
		int events = live.read(nowMillis, NOBODY);
		while (events > 0) {
			events = live.read(nowMillis, NOBODY);
		}
	}

	private static void assertSame(Account live, Account whole) {
		assertThat(live.violations()).isEmpty();
		assertThat(live.unaccounted()).isEmpty();
		assertThat(live.isConserved()).isTrue();
		assertThat(live.started()).isEqualTo(whole.started());
		assertThat(live.outcomes()).isEqualTo(whole.outcomes());
		assertThat(live.producerDied()).isEqualTo(whole.producerDied());
		assertThat(live.causes()).isEqualTo(whole.causes());
		assertThat(live.retries()).isEqualTo(whole.retries());
		assertThat(live.extraReplies()).isEqualTo(whole.extraReplies());
		assertThat(live.foreign()).isEqualTo(whole.foreign());
		assertThat(live.consumers()).isEqualTo(whole.consumers());
	}

	private static Account whole(List<Path> files) {
		Ledger ledger = new Ledger();
		files.stream().filter(Files::exists).forEach(ledger::read);
		return ledger.account();
	}

	private List<Path> files(int count) {
		List<Path> files = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			files.add(this.folder.resolve("journal-" + i));
		}
		return files;
	}

	private static void append(Path file, List<String> lines) throws IOException {
		Files.writeString(file, String.join("", lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

}
