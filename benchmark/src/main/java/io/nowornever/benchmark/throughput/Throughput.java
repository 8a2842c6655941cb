package io.nowornever.benchmark.throughput;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.nowornever.benchmark.report.Report;
import io.nowornever.benchmark.report.Spread;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.report.Table;
import io.nowornever.testbed.service.ProjectJars;
import org.jspecify.annotations.Nullable;

/**
 * Floods three subscribers, in turns by the lab's {@code simulate}, by the bare client
 * library and, where it is to be had, by the Go client's {@code nats bench}. Each turn is
 * a process of its own.
 */
public final class Throughput {

	private static final int SUBSCRIBERS = 3;

	private static final int PAYLOAD_BYTES = 128;

	private static final String BARE = "bare";

	private static final String SIMULATE = "simulate";

	private static final String GO = "nats bench";

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
	 * @param natsCli the program {@code nats}, whose {@code nats bench} takes turns too;
	 * null for none
	 * @throws IOException when a side cannot be started
	 * @throws InterruptedException when the calling thread was told to end
	 */
	public void run(@Nullable Path natsCli) throws IOException, InterruptedException {
		try (Programs programs = new Programs()) {
			print(inTurns(sides(programs, natsCli)));
		}
	}

	private Map<String, Flooding> sides(Programs programs, @Nullable Path natsCli) {
		Map<String, Flooding> sides = new LinkedHashMap<>();
		sides.put(BARE, java(programs, this.jars.of("benchmark"), "bare-flood", "--server=" + this.broker.url(),
				"--messages=" + this.messages, "--subscribers=" + SUBSCRIBERS, "--payload-bytes=" + PAYLOAD_BYTES));
		sides.put(SIMULATE,
				java(programs, this.jars.of("lab"), "simulate", "--json", "--nats.servers=" + this.broker.url(),
						"--messages=" + this.messages, "--subscribers=" + SUBSCRIBERS,
						"--payload=" + PAYLOAD_BYTES + "B", "--limit-seconds=300"));
		if (natsCli != null) {
			sides.put(GO, new NatsBench(natsCli, programs, this.broker, this.messages, SUBSCRIBERS, PAYLOAD_BYTES));
		}
		return sides;
	}

	private Map<String, List<Rates>> inTurns(Map<String, Flooding> sides) throws IOException, InterruptedException {
		Map<String, List<Rates>> seen = new LinkedHashMap<>();
		for (int round = 1; round <= this.rounds; round++) {
			for (Map.Entry<String, Flooding> side : sides.entrySet()) {
				Rates rates = side.getValue().flood();
				this.report.progress(
						String.format(Locale.ROOT, "throughput, round %d, %s: %,.0f sent, %,.0f received a second",
								round, side.getKey(), rates.sent(), rates.received()));
				seen.computeIfAbsent(side.getKey(), (_) -> new ArrayList<>()).add(rates);
			}
		}
		return seen;
	}

	private static Flooding java(Programs programs, Path jar, String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
		command.addAll(List.of(arguments));
		return () -> Rates.read(programs.start(command).awaitOutput());
	}

	private void print(Map<String, List<Rates>> seen) {
		this.report.add("## Throughput");
		this.report.add(String.format(Locale.ROOT,
				"One publisher sends %,d messages of %d bytes to %d subscribers, each on a connection of its own; %d rounds"
						+ " in turns, each turn a new process; median (least..most) over the rounds.",
				this.messages, PAYLOAD_BYTES, SUBSCRIBERS, this.rounds));
		Table table = new Table(1, List.of("side", "sent a second", "received a second"));
		seen.forEach((side, rates) -> table
			.add(List.of(side, Spread.of(rates, Rates::sent).show(0), Spread.of(rates, Rates::received).show(0))));
		List<Rates> simulate = seen.getOrDefault(SIMULATE, List.of());
		seen.forEach((side, rates) -> {
			if (!side.equals(SIMULATE)) {
				table.add(List.of(SIMULATE + " / " + side, Spread.ofRatios(simulate, rates, Rates::sent).show(2),
						Spread.ofRatios(simulate, rates, Rates::received).show(2)));
			}
		});
		this.report.add(table.markdown());
	}

}
