package io.nowornever.benchmark.throughput;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import io.nowornever.benchmark.report.Report;
import io.nowornever.benchmark.report.Spread;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.report.Table;
import io.nowornever.testbed.service.ProjectJars;

/**
 * Floods three subscribers, in turns by the lab's {@code simulate} and by the bare client
 * library. Each turn is a process of its own, as {@code nats bench} is.
 */
public final class Throughput {

	private static final int SUBSCRIBERS = 3;

	private static final int PAYLOAD_BYTES = 128;

	private static final String BARE = "bare";

	private static final String SIMULATE = "simulate";

	private final Broker broker;

	private final ProjectJars jars;

	private final int messages;

	private final int rounds;

	private final Report report;

	/**
	 * Creates the measurement.
	 * @param broker the broker
	 * @param jars what the build has made
	 * @param messages how many the publisher sends
	 * @param rounds how many turns each side takes
	 * @param report where results go
	 */
	public Throughput(Broker broker, ProjectJars jars, int messages, int rounds, Report report) {
		this.broker = broker;
		this.jars = jars;
		this.messages = messages;
		this.rounds = rounds;
		this.report = report;
	}

	/**
	 * Measures.
	 * @throws IOException when a side cannot be started
	 * @throws InterruptedException when the calling thread was told to end
	 */
	public void run() throws IOException, InterruptedException {
		Map<String, List<String>> sides = new LinkedHashMap<>();
		sides.put(BARE, List.of(this.jars.of("benchmark").toString(), "bare-flood", "--server=" + this.broker.url(),
				"--messages=" + this.messages, "--subscribers=" + SUBSCRIBERS, "--payload-bytes=" + PAYLOAD_BYTES));
		sides.put(SIMULATE,
				List.of(this.jars.of("lab").toString(), "simulate", "--json", "--nats.servers=" + this.broker.url(),
						"--messages=" + this.messages, "--subscribers=" + SUBSCRIBERS,
						"--payload=" + PAYLOAD_BYTES + "B", "--limit-seconds=300"));
		Map<String, List<Rates>> seen = new LinkedHashMap<>();
		for (int round = 1; round <= this.rounds; round++) {
			for (Map.Entry<String, List<String>> side : sides.entrySet()) {
				Rates rates = flood(side.getKey(), side.getValue());
				this.report.progress(
						String.format(Locale.ROOT, "throughput, round %d, %s: %,.0f sent, %,.0f received a second",
								round, side.getKey(), rates.sent(), rates.received()));
				seen.computeIfAbsent(side.getKey(), (_) -> new ArrayList<>()).add(rates);
			}
		}
		print(seen.getOrDefault(BARE, List.of()), seen.getOrDefault(SIMULATE, List.of()));
	}

	private Rates flood(String side, List<String> command) throws IOException, InterruptedException {
		List<String> whole = new ArrayList<>();
		whole.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		whole.add("-jar");
		whole.addAll(command);
		Process process = new ProcessBuilder(whole).redirectError(Redirect.INHERIT).start();
		Thread guard = new Thread(process::destroyForcibly);
		Runtime.getRuntime().addShutdownHook(guard);
		try {
			String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			this.report.failure("throughput, " + side + ": a flood in which messages were missing",
					(process.waitFor() == 0) ? 0 : 1);
			return Rates.read(printed);
		}
		finally {
			Runtime.getRuntime().removeShutdownHook(guard);
		}
	}

	private void print(List<Rates> bare, List<Rates> simulate) {
		this.report.add("## Throughput");
		this.report.add(String.format(Locale.ROOT,
				"One publisher sends %,d messages of %d bytes to %d subscribers, each on a connection of its own; %d rounds"
						+ " in turns, each turn a new JVM; median (least..most) over the rounds.",
				this.messages, PAYLOAD_BYTES, SUBSCRIBERS, this.rounds));
		Table table = new Table(1, List.of("side", "sent a second", "received a second"));
		table.add(List.of(BARE, spread(bare, Rates::sent).show(0), spread(bare, Rates::received).show(0)));
		table.add(List.of(SIMULATE, spread(simulate, Rates::sent).show(0), spread(simulate, Rates::received).show(0)));
		table.add(List.of(SIMULATE + " / " + BARE, ratio(simulate, bare, Rates::sent).show(2),
				ratio(simulate, bare, Rates::received).show(2)));
		this.report.add(table.markdown());
	}

	private static Spread spread(List<Rates> rates, ToDoubleFunction<Rates> figure) {
		return Spread.of(rates.stream().mapToDouble(figure).toArray());
	}

	private static Spread ratio(List<Rates> over, List<Rates> under, ToDoubleFunction<Rates> figure) {
		return Spread.of(IntStream.range(0, over.size())
			.mapToDouble((round) -> figure.applyAsDouble(over.get(round)) / figure.applyAsDouble(under.get(round)))
			.toArray());
	}

}
