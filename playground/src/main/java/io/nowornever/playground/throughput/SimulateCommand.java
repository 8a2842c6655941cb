package io.nowornever.playground.throughput;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import io.nowornever.playground.nats.PlaygroundServer;
import io.nowornever.playground.nats.ServerOption;
import io.nowornever.testbed.chart.Chart;
import io.nowornever.testbed.command.Json;
import io.nowornever.testbed.command.StopRequest;
import io.nowornever.testbed.command.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The command {@code simulate}: one run without a page. Its exit code is 0 if every
 * message arrived, 1 if not.
 */
@CommandLine.Command(name = "simulate", sortOptions = false, synopsisHeading = "Usage: ",
		customSynopsis = "java -jar lab/target/lab.jar simulate [options]",
		description = { "",
				"One publisher floods subscribers, each on a connection of its own; then what was sent,"
						+ " what arrived, how fast, and where the rest went.",
				"" },
		footer = { "", "Exit code: 0 every message arrived, 1 not so, 2 an option is not allowed." })
public final class SimulateCommand implements Callable<Integer> {

	@CommandLine.Spec
	private CommandLine.Model.@Nullable CommandSpec spec;

	@CommandLine.Option(names = "--messages", paramLabel = "N", description = "How many are sent (20000).")
	private @Nullable String messages;

	@CommandLine.Option(names = "--subscribers", paramLabel = "N", description = "How many listen, 1 to 32 (3).")
	private @Nullable String subscribers;

	@CommandLine.Option(names = "--payload", paramLabel = "SIZE",
			description = "Of each message: 0B to 1MB, as in 128B or 4KB (128B).")
	private @Nullable String payload;

	@CommandLine.Option(names = "--mode", paramLabel = "MODE",
			description = "fan-out: every subscriber gets each message; queue: one of them does; jetstream: every"
					+ " one does, from a stream (fan-out).")
	private @Nullable String mode;

	@CommandLine.Option(names = "--window", paramLabel = "N",
			description = "How many messages the publisher may be ahead of the slowest subscriber, 0 for no bound"
					+ " (as many as fit 32 MB of messages, at most 32768).")
	private @Nullable String window;

	@CommandLine.Option(names = "--slow-micros", paramLabel = "N",
			description = "How many microseconds the first subscriber works on each message (0).")
	private @Nullable String slowMicros;

	@CommandLine.Option(names = "--limit-seconds", paramLabel = "N",
			description = "When the run stops by itself, 1 to 600 (30).")
	private @Nullable String limitSeconds;

	@CommandLine.Mixin
	private ServerOption server = new ServerOption();

	@CommandLine.Option(names = "--chart", paramLabel = "FILE.svg", description = "Write the chart of the run.")
	private @Nullable Path chart;

	@CommandLine.Option(names = "--csv", paramLabel = "FILE", description = "Write the samples, one each 80 ms.")
	private @Nullable Path csv;

	@CommandLine.Option(names = "--json", description = "Print the result as JSON.")
	private boolean json;

	@CommandLine.Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this and end.")
	boolean help;

	/**
	 * Creates the command with its defaults.
	 */
	public SimulateCommand() {
	}

	@Override
	public Integer call() throws InterruptedException {
		CommandLine command = Objects.requireNonNull(this.spec).commandLine();
		if (this.chart != null && !this.chart.toString().endsWith(".svg")) {
			throw new CommandLine.ParameterException(command,
					"--chart " + this.chart + " is not allowed: a chart is SVG, so a name that ends in .svg");
		}
		try {
			RunSettings settings = SettingsText.read(given());
			StopRequest stop = StopRequest.watch();
			try (PlaygroundServer labServer = this.server.open();
					Simulation simulation = Simulation.open(labServer, settings)) {
				stop.fulfilInGoodOrder();
				if (!this.json) {
					command.getOut().println(labServer);
				}
				return report(command, settings, simulation, stop);
			}
		}
		catch (RejectedSettingsException ex) {
			throw new CommandLine.ParameterException(command, ex.getMessage(), ex);
		}
	}

	private int report(CommandLine command, RunSettings settings, Simulation simulation, StopRequest stop)
			throws InterruptedException {
		PrintWriter out = command.getOut();
		ProgressLine progress = Terminal.isCapable() ? new ProgressLine(out, settings) : null;
		List<Sample> samples = new ArrayList<>();
		RunResult result = simulation.run((sample) -> {
			samples.add(sample);
			if (progress != null) {
				progress.draw(sample);
			}
			if (stop.await(0)) {
				simulation.stop();
			}
		});
		if (progress != null) {
			progress.erase();
		}
		if (this.json) {
			out.println(Json.write(result));
		}
		else {
			new RunText(result).lines().forEach(out::println);
		}
		if (this.chart != null) {
			draw(command, this.chart, RunChart.of(result, samples));
		}
		if (this.csv != null) {
			write(command, this.csv, RunCsv.write(samples));
		}
		return result.isComplete() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
	}

	private static void draw(CommandLine command, Path file, Chart chart) {
		try {
			chart.write(file);
		}
		catch (UncheckedIOException ex) {
			throw new CommandLine.ParameterException(command, String.valueOf(ex.getMessage()), ex);
		}
	}

	private Map<String, String> given() {
		Map<String, String> texts = new HashMap<>();
		put(texts, SettingsText.MESSAGES, this.messages);
		put(texts, SettingsText.SUBSCRIBERS, this.subscribers);
		put(texts, SettingsText.PAYLOAD, this.payload);
		put(texts, SettingsText.MODE, this.mode);
		put(texts, SettingsText.WINDOW, this.window);
		put(texts, SettingsText.SLOW_MICROS, this.slowMicros);
		put(texts, SettingsText.LIMIT_SECONDS, this.limitSeconds);
		return texts;
	}

	private static void put(Map<String, String> texts, String name, @Nullable String text) {
		if (text != null) {
			texts.put(name, text);
		}
	}

	private static void write(CommandLine command, Path file, String text) {
		try {
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new CommandLine.ParameterException(command, "--csv " + file + " cannot be written: " + ex, ex);
		}
	}

}
