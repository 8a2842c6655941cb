package io.nowornever.playground.throughput;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.nowornever.playground.PlaygroundCommand;
import io.nowornever.playground.nats.PlaygroundServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("integration")
class SimulateCommandTests {

	@AutoClose
	private static final PlaygroundServer server = PlaygroundServer.own();

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@TempDir
	private Path folder;

	@Test
	void whenEveryMessageArrivedTheExitCodeIsZero() {
		assertThat(run("--messages", "15000", "--subscribers", "3")).isZero();
		assertThat(this.out.toString())
			.startsWith("nats-server at " + server.address() + " (already running, left as it is)")
			.contains("15,000 sent x 3 subscribers = 45,000 received, 0 lost");
	}

	@Test
	void whenOneIsMissingTheExitCodeIsOne() {
		assertThat(run("--slow-micros", "5000", "--window", "20", "--limit-seconds", "1")).isOne();
		assertThat(this.out.toString()).contains("stopped by itself at the time limit", "not sent: ");
	}

	@Test
	void jsonHasEverySubscribersCount() {
		assertThat(run("--messages", "1000", "--subscribers", "2", "--json")).isZero();
		JsonNode result = JsonMapper.shared().readTree(this.out.toString());
		assertThat(result.get("received").asLong()).isEqualTo(2_000);
		assertThat(result.get("lost").get("total").asLong()).isZero();
		assertThat(result.get("subscribers").valueStream().map((each) -> each.get("received").asLong()))
			.containsExactly(1_000L, 1_000L);
	}

	@Test
	void theTableOfSamplesEndsWithTheResult() throws Exception {
		Path table = this.folder.resolve("samples.csv");
		assertThat(run("--messages", "1000", "--subscribers", "2", "--csv", table.toString())).isZero();
		List<String> lines = Files.readAllLines(table);
		assertThat(lines.getFirst()).isEqualTo("seconds,sent,received,sent_per_second,received_per_second");
		assertThat(lines.getLast()).contains(",1000,2000,");
	}

	@Test
	void theChartIsWrittenAsSvg() {
		Path svg = this.folder.resolve("run.svg");
		assertThat(run("--messages", "1000", "--chart", svg.toString())).isZero();
		assertThat(svg).content()
			.startsWith("<svg")
			.contains("1,000 messages of 128 B", "received by all subscribers")
			.containsPattern("subscribers: 3; done after [0-9]+\\.[0-9]{2} s");
	}

	@Test
	void aChartOfAnotherKindIsRejectedBeforeTheRun() {
		assertThat(run("--chart", "run.png")).isEqualTo(2);
		assertThat(this.err.toString())
			.contains("--chart run.png is not allowed: a chart is SVG, so a name that ends in .svg");
	}

	@Test
	void allThatIsNotAllowedIsNamed() {
		assertThat(run("--messages", "many", "--mode", "broadcast")).isEqualTo(2);
		assertThat(this.err.toString()).contains(
				"--messages many is not allowed: a whole number from 1,000 to 10,000,000",
				"--mode broadcast is not allowed: fan-out, queue, jetstream");
	}

	/**
	 * All of them at once would need several times the memory that the process has.
	 */
	@Test
	void manyMessagesGoThroughLittleMemoryAndAPipeGetsNoProgress() throws Exception {
		Process process = process("-Xmx40m", "--messages", "400000", "--subscribers", "2", "--limit-seconds", "120");
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
		assertThat(output).contains("= 800,000 received, 0 lost").doesNotContain("\r", "\u001B");
	}

	private int run(String... options) {
		List<String> args = new ArrayList<>(List.of(options));
		args.add("--nats.servers=" + server.address());
		return new CommandLine(new SimulateCommand()).setOut(new PrintWriter(this.out, true))
			.setErr(new PrintWriter(this.err, true))
			.execute(args.toArray(String[]::new));
	}

	private static Process process(String memory, String... options) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), memory, "-XX:+UseSerialGC",
						"-cp", System.getProperty("java.class.path"), PlaygroundCommand.class.getName(), "simulate",
						"--nats.servers=" + server.address()));
		command.addAll(List.of(options));
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

}
