package io.nowornever.lab.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import io.nowornever.lab.control.Arrangement;
import io.nowornever.lab.control.Durations;
import io.nowornever.lab.control.Hands;
import io.nowornever.lab.control.Policy;
import io.nowornever.lab.control.Policy.Balance;
import io.nowornever.lab.control.Policy.Delivery;
import io.nowornever.lab.scene.OverloadPolicy;
import io.nowornever.testbed.command.StopRequest;
import io.nowornever.testbed.command.Terminal;
import io.nowornever.testbed.service.Testbed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The command {@code demo}: runs until Ctrl-C or for some seconds. Its exit code is 0
 * after both.
 */
@CommandLine.Command(name = "demo", sortOptions = false, synopsisHeading = "Usage: ",
		customSynopsis = "./demo [options]   (or: java -jar lab/target/lab.jar demo [options])",
		description = { "", "Starts a broker, producers and consumers as processes and prints a line a second"
				+ " of what happens, until Ctrl-C; then a summary. Everything it started ends with it.", "" })
public final class DemoCommand implements Callable<Integer> {

	/**
	 * The shortest time for which a stream can keep a request.
	 */
	private static final Duration SHORTEST_KEPT = Duration.ofMillis(100);

	private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

	private static final Duration LONGEST_WORK = Duration.ofHours(1);

	private static final double LOWEST_RATE = 0.001;

	private static final double HIGHEST_RATE = 50_000;

	private static final int HIGHEST_PORT = 65_535;

	/**
	 * Whoever does nothing about overload still skips what is stale.
	 */
	private static final Map<String, OverloadPolicy> OVERLOAD = new TreeMap<>(Map.of("gate", OverloadPolicy.GATE,
			"none", OverloadPolicy.SKIP, "pending-limit", OverloadPolicy.PENDING_LIMIT));

	@CommandLine.Spec
	private CommandLine.Model.@Nullable CommandSpec spec;

	@CommandLine.Option(names = "--producers", paramLabel = "N", defaultValue = "2",
			description = "How many producers ask, 1 to " + Arrangement.MOST_OF_A_KIND + " (${DEFAULT-VALUE}).")
	private int producers;

	@CommandLine.Option(names = "--rate", paramLabel = "R",
			description = "Requests a second of each producer, instead of random gaps of 0 to 1.5 s.")
	private @Nullable Double rate;

	@CommandLine.Option(names = "--timeout", paramLabel = "TIME", defaultValue = "5s",
			description = "The time a request has for its answer (${DEFAULT-VALUE}).")
	private String timeout = "";

	@CommandLine.Option(names = "--slow", paramLabel = "N", defaultValue = "1",
			description = "How many slow consumers answer, 0 to " + Arrangement.MOST_OF_A_KIND + " (${DEFAULT-VALUE}).")
	private int slow;

	@CommandLine.Option(names = "--slow-work", paramLabel = "MIN-MAX", defaultValue = "2s-3s",
			description = "How long a slow one works on a task (${DEFAULT-VALUE}).")
	private String slowWork = "";

	@CommandLine.Option(names = "--fast", paramLabel = "N", defaultValue = "1",
			description = "How many fast consumers answer, 0 to " + Arrangement.MOST_OF_A_KIND + " (${DEFAULT-VALUE}).")
	private int fast;

	@CommandLine.Option(names = "--fast-work", paramLabel = "MIN-MAX", defaultValue = "200ms-300ms",
			description = "How long a fast one works on a task (${DEFAULT-VALUE}).")
	private String fastWork = "";

	@CommandLine.Option(names = "--overload", paramLabel = "KIND",
			description = "What consumers do with more than they can work on: gate (the default), none or"
					+ " pending-limit.")
	private @Nullable String overload;

	@CommandLine.Option(names = "--durable",
			description = "Keep requests in a stream until somebody has done them: killing a consumer or the broker"
					+ " costs no answer.")
	private boolean durable;

	@CommandLine.Option(names = "--seconds", paramLabel = "N",
			description = "End after so many seconds (goes on until Ctrl-C).")
	private @Nullable Integer seconds;

	@CommandLine.Option(names = "--port", paramLabel = "PORT", defaultValue = "0",
			description = "The port of NATS (a free one).")
	private int port;

	@CommandLine.Option(names = "--open", description = "Open the control room in a browser.")
	private boolean open;

	@CommandLine.Option(names = "--no-page", description = "Serve no control room.")
	private boolean noPage;

	@CommandLine.Option(names = "--keep-logs", description = "Keep the services' logs, and say where they are.")
	private boolean keepLogs;

	@CommandLine.Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this and end.")
	boolean help;

	/**
	 * Creates the command with its defaults.
	 */
	public DemoCommand() {
	}

	@Override
	public Integer call() {
		Arrangement arrangement = arrangement();
		requireWithin("--port", this.port, 0, HIGHEST_PORT);
		requireWithin("--seconds", Objects.requireNonNullElse(this.seconds, 1), 1, Integer.MAX_VALUE);
		require(!this.open || !this.noPage, "--open", "with --no-page", "one of them");
		show(arrangement, StopRequest.watch());
		return CommandLine.ExitCode.OK;
	}

	private void show(Arrangement arrangement, StopRequest stop) {
		PrintWriter out = command().getOut();
		out.println("Starting nats-server, " + (arrangement.slow() + arrangement.fast()) + " consumers and "
				+ arrangement.producers() + " producers ...");
		try (DemoPage page = new DemoPage(out);
				Testbed testbed = Testbed.builder()
					.natsPort(this.port)
					.keepLogs(this.keepLogs)
					.jetStream(true)
					.proxied()
					.onProgress(out::println)
					.start()) {
			if (!this.noPage) {
				page.serveBeside(this.open);
			}
			Hands hands = page.room().open(testbed, arrangement.timeout(), arrangement.policy());
			hands.start(arrangement);
			page.room().ready();
			Demo demo = new Demo(testbed, new DemoProcesses(hands), out, Terminal.ansi());
			demo.introduce();
			stop.fulfilInGoodOrder();
			demo.run(stop, this.seconds);
			demo.summarize();
			if (this.keepLogs) {
				out.println("The logs are in " + testbed.folder());
			}
		}
	}

	private Arrangement arrangement() {
		requireWithin("--producers", this.producers, 1, Arrangement.MOST_OF_A_KIND);
		requireWithin("--slow", this.slow, 0, Arrangement.MOST_OF_A_KIND);
		requireWithin("--fast", this.fast, 0, Arrangement.MOST_OF_A_KIND);
		if (this.rate != null) {
			require(this.rate >= LOWEST_RATE && this.rate <= HIGHEST_RATE, "--rate", this.rate,
					"requests a second from " + LOWEST_RATE + " to " + (int) HIGHEST_RATE);
		}
		require(this.overload == null || OVERLOAD.containsKey(this.overload), "--overload", this.overload,
				String.join(", ", OVERLOAD.keySet()));
		Durations budget = duration("--timeout", this.timeout, LONGEST_TIMEOUT);
		require(budget.min().equals(budget.max()), "--timeout", this.timeout, "one duration");
		require(budget.min().isPositive(), "--timeout", this.timeout, "more than nothing");
		require(!this.durable || !"pending-limit".equals(this.overload), "--overload", this.overload,
				"gate or none, with --durable");
		require(!this.durable || budget.min().compareTo(SHORTEST_KEPT) >= 0, "--timeout", this.timeout,
				"100ms or more, with --durable");
		Policy policy = new Policy(this.durable ? Delivery.DURABLE : Delivery.CORE,
				OVERLOAD.getOrDefault((this.overload != null) ? this.overload : "gate", OverloadPolicy.GATE),
				Balance.LEAST_WAIT);
		return new Arrangement(this.producers, this.rate, budget.min(), this.slow,
				duration("--slow-work", this.slowWork, LONGEST_WORK), this.fast,
				duration("--fast-work", this.fastWork, LONGEST_WORK), policy);
	}

	private Durations duration(String option, String text, Duration longest) {
		Durations range = Durations.parse(text);
		if (range == null || range.max().compareTo(longest) > 0) {
			throw rejected(option, text, Durations.ALLOWED + ", at most " + longest.toMinutes() + "m");
		}
		return range;
	}

	private void requireWithin(String option, int value, int min, int max) {
		require(value >= min && value <= max, option, value,
				(max == Integer.MAX_VALUE) ? min + " or more" : min + " to " + max);
	}

	private void require(boolean condition, String option, @Nullable Object value, String allowed) {
		if (!condition) {
			throw rejected(option, value, allowed);
		}
	}

	private CommandLine.ParameterException rejected(String option, @Nullable Object value, String allowed) {
		return new CommandLine.ParameterException(command(), option + " " + value + " is not allowed: " + allowed);
	}

	private CommandLine command() {
		return Objects.requireNonNull(this.spec).commandLine();
	}

}
