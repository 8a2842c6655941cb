package io.nowornever.lab.ledger;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerCommandTests {

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@TempDir
	Path folder;

	@Test
	void anAccountEndsWithTheLawAndThatNothingIsUnaccounted() {
		JournalText producer = JournalText.producer("producer-1")
			.sent("a")
			.settled("a", "answered")
			.sent("b")
			.settled("b", "timed_out")
			.sent("c");
		JournalText consumer = JournalText.consumer("fast-1")
			.received("a")
			.taken("a")
			.ended("a", "answered")
			.received("b");
		assertThat(run(file("producer", producer), file("consumer", consumer))).isZero();
		assertThat(this.out.toString().lines()).containsExactly("  requests       3   share",
				"  answered       1  33.3 %", "  timed out      1  33.3 %", "  producer died  1  33.3 %", "",
				"  timed out since  1    share", "  died waiting     1  100.0 %", "",
				"  consumers  received  taken  answered  late  stale  refused  malformed  failed  unfinished  dropped",
				"  fast-1            2      1         1     0      0        0          0       0           1        0",
				"", "sent again: 0 busy, 0 no responders", "extra replies: 0 late, 0 duplicate", "violations: 0",
				"3 started = 1 answered + 1 timed out + 1 producer died", "unaccounted: 0");
	}

	@Test
	void whatIsUnaccountedIsListedLastAndTheExitCodeIsOne() {
		assertThat(run(file("producer", JournalText.producer("p").sent("a").sent("b").closed()))).isOne();
		assertThat(this.out.toString()).contains("2 started is not 0")
			.endsWith(String.join(System.lineSeparator(), "unaccounted: 2", "  a", "  b", ""));
	}

	@Test
	void aViolationAloneMakesTheExitCodeOne() {
		JournalText producer = JournalText.producer("p").sent("a").settled("a", "answered").settled("a", "timed_out");
		assertThat(run(file("producer", producer))).isOne();
		assertThat(this.out.toString().lines()).contains("violations: 1", "  settled twice, says p: a")
			.endsWith("unaccounted: 0");
	}

	@Test
	void aLongListIsCutAndSaysSo() {
		JournalText producer = JournalText.producer("p");
		IntStream.range(0, 25).forEach((number) -> producer.sent("task-" + number));
		assertThat(run(file("producer", producer.closed()))).isOne();
		assertThat(this.out.toString().lines()).endsWith("  task-19", "  and 5 more, which --json lists");
	}

	@Test
	void anIdCannotSteerTheTerminal() {
		JournalText consumer = JournalText.consumer("c").taken("\\u001b[2J");
		assertThat(run(file("consumer", consumer))).isOne();
		assertThat(this.out.toString()).contains("taken without received, says c: ?[2J");
	}

	@Test
	void noRequestsAreConserved() {
		assertThat(run(file("producer", JournalText.producer("p").closed()))).isZero();
		assertThat(this.out.toString().lines()).endsWith("0 started = 0", "unaccounted: 0");
	}

	@Test
	void jsonTellsTheSameWithEachLoss() {
		JournalText producer = JournalText.producer("p")
			.sent("a")
			.settled("a", "timed_out")
			.sent("b")
			.settled("b", "answered")
			.settled("b", "answered")
			.sent("c")
			.closed();
		assertThat(run("--json", file("producer", producer), file("consumer", JournalText.consumer("c")))).isOne();
		JsonNode json = JsonMapper.shared().readTree(this.out.toString());
		assertThat(json.at("/conserved").asBoolean()).isFalse();
		assertThat(json.at("/started").asInt()).isEqualTo(3);
		assertThat(json.at("/outcomes/timed_out").asInt()).isOne();
		assertThat(json.at("/causes/never_received").asInt()).isOne();
		assertThat(json.at("/losses/0/task").asString()).isEqualTo("a");
		assertThat(json.at("/losses/0/cause").asString()).isEqualTo("never_received");
		assertThat(json.at("/consumers/0/who").asString()).isEqualTo("c");
		assertThat(json.at("/violations/0/kind").asString()).isEqualTo("settled_twice");
		assertThat(json.at("/unaccounted/0").asString()).isEqualTo("c");
	}

	@Test
	void anUnreadableJournalIsNamedAndTheExitCodeIsTwo() {
		String file = file("producer", JournalText.producer("p").line("what?"));
		assertThat(run(file)).isEqualTo(2);
		assertThat(this.err.toString()).startsWith(file + ", line 2: not JSON");
		assertThat(this.out.toString()).isEmpty();
	}

	@Test
	void aFileGivenTwiceIsRejected() {
		String file = file("producer", JournalText.producer("p"));
		assertThat(run(file, this.folder + "/./producer")).isEqualTo(2);
		assertThat(this.err.toString()).contains("is given twice");
	}

	@Test
	void withoutAFileItIsNotKnownWhatToRead() {
		assertThat(run()).isEqualTo(2);
		assertThat(this.err.toString()).contains("FILE");
	}

	private String file(String name, JournalText journal) {
		return JournalText.write(this.folder, name, journal.lines()).toString();
	}

	private int run(String... args) {
		return new CommandLine(new LedgerCommand()).setOut(new PrintWriter(this.out, true))
			.setErr(new PrintWriter(this.err, true))
			.execute(args);
	}

}
