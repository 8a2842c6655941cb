package io.nowornever.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import io.nowornever.testbed.broker.Broker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the command with tiny numbers. What it measures is not looked at.
 */
@Tag("integration")
class BenchmarkTests {

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@Test
	void asksAndAnswersWithAllSidesAndWritesTheFigures(@TempDir Path folder) throws IOException {
		Path markdown = folder.resolve("figures.md");
		int status = run("--sections=requests", "--sides=bare,alike,product,ungated", "--seconds=0.2", "--rounds=2",
				"--in-flight=1,300", "--workers=2", "--markdown=" + markdown);
		assertThat(status).as(this.out + "\n" + this.err).isZero();
		assertThat(Files.readString(markdown)).contains("Command: `./bench --sections=requests", "| 1 product / bare",
				"| 300 product / bare", "| 300 bare, product's bytes", "| 300 product / product, no gate",
				"nats-server 2.");
	}

	@Test
	void setsTheProductThatWritesJournalsAgainstItself() {
		int status = run("--sections=requests", "--sides=product,journalled", "--seconds=0.2", "--rounds=1",
				"--in-flight=20", "--workers=2");
		assertThat(status).as(this.out + "\n" + this.err).isZero();
		assertThat(this.out.toString()).contains("| 20 product, journals / product");
	}

	@Test
	void countsEveryStaleRequestOnEachSide() {
		int status = run("--sections=stale", "--stale=2345", "--rounds=2");
		assertThat(status).as(this.out + "\n" + this.err).isZero();
		assertThat(this.out.toString()).contains("2,345 requests", "| product / bare");
	}

	@Test
	void tellsTheCostOfARequestForEachNumberOfConsumers() {
		int status = run("--sections=cost", "--seconds=0.2", "--rounds=1", "--in-flight=20,300", "--workers=2",
				"--consumers=1,3");
		assertThat(status).as(this.out + "\n" + this.err).isZero();
		assertThat(this.out.toString()).contains("300 in flight", "3 / 1");
	}

	@Test
	void settingsThatAreGivenCountForTheCostToo() {
		int status = run("--sections=cost", "--seconds=0.2", "--rounds=1", "--in-flight=20", "--consumers=1", "--set",
				"producer.max-in-flight=10");
		assertThat(status).isOne();
		assertThat(this.out.toString()).contains("20 in flight, consumers: 1: rejected");
	}

	@Test
	void aSoakTellsOfRequestsAndMemoryAndDrawsThem(@TempDir Path folder) {
		int status = run("soak", "--minutes=0.1", "--rate=50", "--consumers=1", "--charts=" + folder);
		assertThat(status).as(this.out + "\n" + this.err).isZero();
		assertThat(this.out.toString()).contains("every one that ended was answered", "consumer-1", "nats-server");
		assertThat(folder.resolve("soak-memory.svg")).content().contains("consumer-1");
		assertThat(folder.resolve("soak-latency.svg")).content().contains("p99");
	}

	@Test
	void endsWithOneAndSaysSoWhenARequestIsNotAnswered() {
		int status = run("--sections=requests", "--sides=product", "--seconds=0.2", "--rounds=1", "--in-flight=20",
				"--set", "producer.max-in-flight=10");
		assertThat(status).isOne();
		assertThat(this.out.toString()).contains("FAILED", "| product: rejected |");
	}

	@Test
	void theBareFloodBringsEveryMessageToEverySubscriber() {
		try (Broker broker = Broker.start()) {
			int status = run("bare-flood", "--server=" + broker.url(), "--messages=2000", "--subscribers=3",
					"--payload-bytes=16");
			assertThat(status).as(this.out + "\n" + this.err).isZero();
		}
		assertThat(this.out.toString()).contains("\"publish_rate\":", "\"delivery_rate\":");
	}

	@Test
	void refusesNumbersThatMakeNoSense() {
		assertThat(run("--in-flight=0")).isEqualTo(CommandLine.ExitCode.USAGE);
		assertThat(this.err.toString()).contains("--in-flight takes numbers from 1 to 10000");
		assertThat(run("--flood=999")).isEqualTo(CommandLine.ExitCode.USAGE);
		assertThat(this.err.toString()).contains("--flood takes 1000 to 10000000");
		assertThat(run("--consumers=65")).isEqualTo(CommandLine.ExitCode.USAGE);
		assertThat(this.err.toString()).contains("--consumers takes numbers from 1 to 64");
		assertThat(run("soak", "--consumers=7")).isEqualTo(CommandLine.ExitCode.USAGE);
		assertThat(this.err.toString()).contains("--consumers takes 1 to 6");
	}

	@Test
	void refusesASettingThatASideMakesItself() {
		assertThat(run("--sides=product,ungated", "--set", "consumer.overload=gate"))
			.isEqualTo(CommandLine.ExitCode.USAGE);
		assertThat(this.err.toString()).contains("--sides=ungated", "consumer.overload", "exclude each other");
	}

	private int run(String... args) {
		return Benchmark.commandLine()
			.setOut(new PrintWriter(this.out))
			.setErr(new PrintWriter(this.err, true))
			.execute(args);
	}

}
