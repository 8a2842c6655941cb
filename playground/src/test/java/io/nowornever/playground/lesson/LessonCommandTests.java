package io.nowornever.playground.lesson;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.nats.client.Connection;
import io.nats.client.api.StreamConfiguration;
import io.nowornever.playground.PlaygroundCommand;
import io.nowornever.playground.nats.PlaygroundServer;
import io.nowornever.testbed.broker.Broker;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("integration")
class LessonCommandTests {

	@AutoClose
	private static final PlaygroundServer server = PlaygroundServer.own();

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@Test
	void withoutANameTheLessonsAreListed() {
		assertThat(run()).isZero();
		assertThat(this.out.toString().lines()).map((line) -> line.strip().split(" +", 2)[0])
			.containsExactly("streams", "consumers", "duplicates", "work-queue", "replay", "core");
	}

	@Test
	void anUnknownLessonIsRefusedNamingTheKnownOnes() {
		assertThat(run("stream")).isEqualTo(2);
		assertThat(this.err.toString()).contains("no lesson 'stream'", "streams, consumers", "core or all");
	}

	@Test
	void whatIsNoAddressIsRefused() {
		assertThat(run("core", "--nats.servers=nats://")).isEqualTo(2);
		assertThat(this.err.toString()).contains("--nats.servers: 'nats://' is no address");
	}

	@Test
	void aLessonThatPassedEndsWithCodeZeroAndNoColoursInAPipe() {
		assertThat(run("work-queue", "--nats.servers=" + server.address())).isZero();
		assertThat(this.out.toString()).contains("    ok  Left in the stream: 2", "Passed after")
			.doesNotContain("\u001B");
	}

	@Test
	void withoutAServerOneIsStartedForTheLesson() {
		assertThat(run("work-queue")).isZero();
		assertThat(this.out.toString()).startsWith("nats-server at nats://127.0.0.1:")
			.contains(" (created for this, ends with it)");
	}

	@Test
	void aGivenServerIsSaidToHaveBeenRunning() {
		run("work-queue", "--nats.servers=" + server.address());
		assertThat(this.out.toString())
			.startsWith("nats-server at " + server.address() + " (already running, left as it is)");
	}

	@Test
	void afterALessonThatHasItsServerRestartedTheOthersGoOn() {
		assertThat(run("all")).as(this.out::toString).isZero();
		assertThat(this.out.toString()).contains("    ok  Messages that the file stream kept: 3",
				"6 of 6 lessons passed");
		assertLinesFitIntoATerminal();
	}

	@Test
	void aLessonOnAGivenServerSaysPlainlyThatItDoesNotRestartIt() {
		assertThat(run("streams", "--nats.servers=" + server.address())).isZero();
		assertThat(this.out.toString()).contains("    = skipped=others may use this server");
		assertLinesFitIntoATerminal();
	}

	private void assertLinesFitIntoATerminal() {
		assertThat(this.out.toString().lines()).isNotEmpty().allMatch((line) -> line.length() <= 102);
	}

	@Test
	void aLessonThatWasNotGivenEndsWithCodeOne() throws Exception {
		Connection connection = server.connect((options) -> options.connectionName("test"));
		connection.jetStreamManagement()
			.addStream(StreamConfiguration.builder().name("DEMO_REPLAY").subjects("theirs").build());
		assertThat(run("replay", "--nats.servers=" + server.address())).isOne();
		assertThat(this.out.toString()).contains("Not given: A stream DEMO_REPLAY exists");
		assertThat(connection.jetStreamManagement().deleteStream("DEMO_REPLAY")).isTrue();
		connection.close();
	}

	@Test
	void aServerWithoutJetStreamIsOneMessageForAllLessons() {
		try (Broker plain = Broker.start()) {
			assertThat(run("all", "--nats.servers=" + plain.url())).isOne();
		}
		assertThat(this.err.toString().lines()).singleElement().asString().contains("no JetStream", "-js");
		assertThat(this.out.toString()).isEmpty();
	}

	@Test
	void aSignalCancelsALessonWhichRemovesItsStream() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				PlaygroundCommand.class.getName(), "lesson", "consumers", "--nats.servers=" + server.address())
			.redirectErrorStream(true)
			.start();
		try (BufferedReader lines = process.inputReader()) {
			assertThat(readTo(lines, "Not acknowledged")).isTrue();
			process.toHandle().destroy();
			assertThat(readTo(lines, "Cancelled after")).isTrue();
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).isEqualTo(130);
		}
		finally {
			process.destroyForcibly();
		}
		Connection connection = server.connect((options) -> options.connectionName("test"));
		assertThat(connection.jetStreamManagement().getStreamNames()).doesNotContain("DEMO_CONSUMERS");
		connection.close();
	}

	private static boolean readTo(BufferedReader lines, String part) throws Exception {
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			if (line.contains(part)) {
				return true;
			}
		}
		return false;
	}

	private int run(String... args) {
		return new CommandLine(new LessonCommand()).setOut(new PrintWriter(this.out, true))
			.setErr(new PrintWriter(this.err, true))
			.execute(args);
	}

}
