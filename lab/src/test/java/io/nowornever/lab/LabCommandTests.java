package io.nowornever.lab;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LabCommandTests {

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "--producers | 0 | 1 to 16", "--producers | 17 | 1 to 16", "--slow | -1 | 0 to 16",
					"--fast | 17 | 0 to 16", "--rate | 0 | from 0.001 to 50000", "--rate | NaN | from 0.001 to 50000",
					"--timeout | 5 | a whole number with ms, s or m", "--timeout | 61s | at most 1m",
					"--timeout | 0s | more than nothing", "--timeout | 1s-2s | one duration",
					"--slow-work | 3s-2s | the shorter first", "--fast-work | 2h | ms, s or m",
					"--fast-work | 61m | at most 60m", "--overload | gates | gate, none, pending-limit",
					"--seconds | 0 | 1 or more", "--port | 65536 | 0 to 65535" })
	void aValueThatIsNotAllowedIsNamedTogetherWithWhatIs(String option, String value, String allowed) {
		assertThat(run("demo", option, value)).isEqualTo(2);
		assertThat(this.err.toString().lines().findFirst())
			.hasValueSatisfying((line) -> assertThat(line).startsWith(option + " " + value).contains(allowed));
	}

	@ParameterizedTest
	@CsvSource({ "--producers,two,is not a whole number", "--producers,9999999999,is not a whole number",
			"--rate,fast,is not a number", "--what,ever,Unknown option" })
	void whatCannotBeReadIsRejected(String option, String value, String complaint) {
		assertThat(run("demo", option, value)).isEqualTo(2);
		assertThat(this.err.toString()).contains(option, value, complaint);
	}

	@Test
	void aPageThatIsNotServedCannotBeOpened() {
		assertThat(run("demo", "--no-page", "--open")).isEqualTo(2);
		assertThat(this.err.toString()).contains("--open with --no-page is not allowed: one of them");
	}

	@Test
	void helpListsTheOptions() {
		assertThat(run("demo", "--help")).isZero();
		assertThat(this.out.toString()).contains("--producers", "--rate", "--timeout", "--slow", "--slow-work",
				"--fast", "--fast-work", "--overload", "--seconds", "--port", "--open", "--no-page", "--keep-logs");
		assertThat(this.out.toString().lines()).allMatch((line) -> line.length() <= 100);
	}

	@Test
	void helpOfTheLedgerTellsItsExitCodes() {
		assertThat(run("ledger", "--help")).isZero();
		assertThat(this.out.toString()).contains("FILE", "--json", "Exit code: 0");
		assertThat(this.out.toString().lines()).allMatch((line) -> line.length() <= 100);
	}

	@Test
	void helpOfTheLessonsTellsHowToUseAnotherServer() {
		assertThat(run("lesson", "--help")).isZero();
		assertThat(this.out.toString()).contains("NAME", "--nats.servers=URL", "Exit code: 0");
		assertThat(this.out.toString().lines()).allMatch((line) -> line.length() <= 100);
	}

	@Test
	void aJournalThatIsNotThereIsNamedAndTheExitCodeIsTwo() {
		assertThat(run("ledger", "no-such-journal")).isEqualTo(2);
		assertThat(this.err.toString()).contains("no-such-journal: cannot be read");
	}

	@Test
	void aPortThatIsNoneIsNamedTogetherWithWhatIsAllowed() {
		assertThat(run("--server.port=70000")).isEqualTo(2);
		assertThat(this.err.toString()).contains("--server.port 70000 is not allowed: 0 to 65535");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--nats.server=nats://ada:secret@localhost:4222", "--nats.server=ada:secret@localhost",
			"nats://ada:secret@localhost:4222", "--nats.servers=nats://ada:secret@localhost:65536" })
	void whoIsLetInIsNotRepeatedWhereAnOptionIsWrong(String argument) {
		for (List<String> command : List.of(List.of("simulate"), List.of("lesson", "core"), List.<String>of())) {
			List<String> all = new ArrayList<>(command);
			all.add(argument);
			assertThat(run(all.toArray(String[]::new))).isEqualTo(2);
			assertThat(this.err.toString()).contains("***@localhost").doesNotContain("ada", "secret");
		}
	}

	@Test
	void helpNamesEveryCommandAndThePagesOptions() {
		assertThat(run("--help")).isZero();
		assertThat(this.out.toString()).contains("demo", "ledger", "lesson", "simulate", "--server.port",
				"--server.address", "--nats.servers");
	}

	private int run(String... args) {
		return LabCommand.commandLine()
			.setOut(new PrintWriter(this.out, true))
			.setErr(new PrintWriter(this.err, true))
			.execute(args);
	}

}
