package io.nowornever.lab.ledger;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class JournalPartsTests {

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@TempDir
	private Path folder;

	@Test
	void theOlderPartIsReadToo() {
		write("p.journal.1", part("producer", "p", 1, 0).sent("t"));
		write("p.journal", part("producer", "p", 2, 1).settled("t", "answered").closed());
		assertThat(run("p.journal")).isZero();
		assertThat(this.out.toString().lines()).startsWith("read too: " + this.folder.resolve("p.journal.1"))
			.endsWith("1 started = 1 answered", "unaccounted: 0");
	}

	@Test
	void aPartThatIsNamedBesideItsJournalIsReadOnce() {
		write("p.journal.1", part("producer", "p", 1, 0).sent("t"));
		write("p.journal", part("producer", "p", 2, 1).settled("t", "answered").closed());
		assertThat(run("p.journal", "p.journal.1")).isZero();
		assertThat(this.out.toString()).doesNotContain("read too").contains("1 started = 1 answered");
	}

	@Test
	void ofAFolderAllJournalsAreRead() {
		write("p.journal.1", part("producer", "p", 1, 0).sent("t"));
		write("p.journal", part("producer", "p", 2, 1).settled("t", "timed_out").closed());
		write("c.journal", JournalText.consumer("c").received("t"));
		write("notes.txt", new JournalText().line("no journal"));
		assertThat(run("")).isZero();
		assertThat(this.out.toString()).contains("died waiting").contains("1 started = 1 timed out");
		Ledger ledger = new Ledger();
		ledger.read(this.folder);
		assertThat(ledger.account().count(Outcome.TIMED_OUT)).isOne();
	}

	@Test
	void aFolderWithoutJournalsIsNamed() {
		assertThat(run("")).isEqualTo(2);
		assertThat(this.err.toString()).contains(this.folder + ": holds no file that is named *.journal");
	}

	@Test
	void whereTheBeginningIsMissingTheAccountSaysSoAndNothingThatFollowsFromThat() {
		write("p.journal", part("producer", "p", 3, 0).settled("t", "answered").sent("u").settled("u", "answered"));
		write("c.journal", JournalText.consumer("c").received("t").taken("t").ended("t", "answered").received("other"));
		assertThat(run("p.journal", "c.journal")).isZero();
		assertThat(this.out.toString().lines())
			.contains("the beginning is missing in the journals of: p",
					"known only from what came after their start: 2", "violations: 0", "1 started = 1 answered")
			.noneMatch((line) -> line.startsWith("received, but started in none"));
	}

	@Test
	void whatAConsumerEndsWithoutAnyTraceOfItsReceiptWasReceivedBefore() {
		JournalText consumer = part("consumer", "c", 2, 0).ended("t", "answered").received("u");
		assertThat(JournalText.account(this.folder, consumer).consumer("c")).satisfies((fates) -> {
			assertThat(fates.received()).isEqualTo(2);
			assertThat(fates.taken()).isOne();
			assertThat(fates.unfinished()).isOne();
		});
	}

	@Test
	void whatAStreamGaveTwiceUnderOneNumberIsNoViolationWhereItsReceiptIsGone() {
		JournalText consumer = part("consumer", "c", 2, 0);
		for (String event : new String[] { "taken", "taken", "ended", "ended" }) {
			consumer.line("{\"at\":1,\"event\":\"" + event
					+ "\",\"task\":\"t\",\"attempt\":1,\"deliveries\":1,\"outcome\":\"answered\"}");
		}
		JournalText producer = JournalText.producer("p").sent("t").settled("t", "answered").closed();
		assertThat(JournalText.account(this.folder, producer, consumer).isConserved()).isTrue();
	}

	@Test
	void whatWasStartedWhileAConsumerToldWhatIsGoneWasLostForAnUnknownCause() {
		assertThat(causeOfOneStartedAt(50_000)).isEqualTo(Cause.UNKNOWN);
		assertThat(causeOfOneStartedAt(110_000)).isEqualTo(Cause.UNKNOWN);
	}

	@Test
	void whatWasStartedLongAfterWhatIsGoneWasNeverReceived() {
		assertThat(causeOfOneStartedAt(110_001)).isEqualTo(Cause.NEVER_RECEIVED);
	}

	private Cause causeOfOneStartedAt(long at) {
		JournalText producer = JournalText.producer("p")
			.line("{\"at\":" + at + ",\"event\":\"started\",\"task\":\"t\"}")
			.line(JournalText.taskEvent("sent", "t", 1))
			.settled("t", "timed_out");
		Account account = JournalText.account(this.folder, producer, part("consumer", "c", 2, 100_000));
		assertThat(account.isConserved()).isTrue();
		return account.losses().getFirst().cause();
	}

	private static JournalText part(String role, String who, int part, long at) {
		return new JournalText().opened(role, who, who + "-run", part, at);
	}

	private void write(String name, JournalText journal) {
		JournalText.write(this.folder, name, journal.lines());
	}

	private int run(String... names) {
		String[] files = new String[names.length];
		for (int i = 0; i < names.length; i++) {
			files[i] = this.folder.resolve(names[i]).toString();
		}
		return new CommandLine(new LedgerCommand()).setOut(new PrintWriter(this.out, true))
			.setErr(new PrintWriter(this.err, true))
			.execute(files);
	}

}
