package io.nowornever.benchmark.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

import io.nowornever.benchmark.report.Report;
import io.nowornever.testbed.command.StopRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code ./bench soak}.
 */
@Command(name = "soak", mixinStandardHelpOptions = true, sortOptions = false, usageHelpWidth = 110,
		description = "Keeps one rate up for long, with a producer and consumers as processes: what became of the"
				+ " requests, and whether memory stays flat. Ctrl-C ends it with what was seen so far. Ends with 1"
				+ " if a request was not answered.")
public final class SoakCommand implements Callable<Integer> {

	private static final int FASTEST = 50_000;

	/** A chart has no more colours. */
	private static final int MOST_CONSUMERS = 6;

	@Spec
	private @Nullable CommandSpec spec;

	@Option(names = "--minutes", paramLabel = "M", defaultValue = "20",
			description = "How long (default: ${DEFAULT-VALUE}).")
	private double minutes;

	@Option(names = "--rate", paramLabel = "N", defaultValue = "2000",
			description = "Requests a second, 1 to 50000 (default: ${DEFAULT-VALUE}).")
	private int rate;

	@Option(names = "--consumers", paramLabel = "N", defaultValue = "3",
			description = "Consumers, 1 to 6 (default: ${DEFAULT-VALUE}).")
	private int consumers;

	@Option(names = "--workers", paramLabel = "N", defaultValue = "32",
			description = "Tasks that each consumer works on at once (default: ${DEFAULT-VALUE}).")
	private int workers;

	@Option(names = "--work-millis", paramLabel = "MS", defaultValue = "20",
			description = "How long a task takes (default: ${DEFAULT-VALUE}).")
	private int workMillis;

	@Option(names = "--charts", paramLabel = "FOLDER",
			description = "Draw memory and latency over time there: soak-memory.svg, soak-latency.svg.")
	private @Nullable Path charts;

	/**
	 * Creates the command.
	 */
	public SoakCommand() {
	}

	@Override
	public Integer call() throws IOException {
		check();
		StopRequest stop = StopRequest.watch();
		stop.fulfilInGoodOrder();
		Report report = new Report(spec().commandLine().getOut(), spec().commandLine().getErr());
		SoakRun run = new SoakRun(this.rate, this.consumers, this.workers, Duration.ofMillis(this.workMillis),
				Duration.ofMillis(Math.round(this.minutes * 60_000)));
		SoakFindings findings = new SoakFindings(run.run(stop, report));
		report.add(findings.summary());
		report.add(findings.memory());
		if (this.charts != null) {
			findings.memoryChart().write(this.charts.resolve("soak-memory.svg"));
			findings.latencyChart().write(this.charts.resolve("soak-latency.svg"));
		}
		findings.unanswered().forEach(report::failure);
		return report.conclude() ? 0 : 1;
	}

	private void check() {
		require(this.minutes >= 0.05 && this.minutes <= 10_000, "--minutes takes 0.05 to 10000");
		require(this.rate >= 1 && this.rate <= FASTEST, "--rate takes 1 to " + FASTEST);
		require(this.consumers >= 1 && this.consumers <= MOST_CONSUMERS, "--consumers takes 1 to " + MOST_CONSUMERS);
		require(this.workers >= 1, "--workers takes 1 or more");
		require(this.workMillis >= 0 && this.workMillis <= 4_000, "--work-millis takes 0 to 4000");
	}

	private void require(boolean right, String otherwise) {
		if (!right) {
			throw new ParameterException(spec().commandLine(), otherwise);
		}
	}

	private CommandSpec spec() {
		if (this.spec == null) {
			throw new IllegalStateException("Not run by its command line");
		}
		return this.spec;
	}

}
