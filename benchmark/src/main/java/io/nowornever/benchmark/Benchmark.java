package io.nowornever.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nowornever.benchmark.bare.BareConnection;
import io.nowornever.benchmark.product.Accounts;
import io.nowornever.benchmark.product.Product;
import io.nowornever.benchmark.report.Host;
import io.nowornever.benchmark.report.Report;
import io.nowornever.benchmark.requests.CostPerRequest;
import io.nowornever.benchmark.requests.RequestReply;
import io.nowornever.benchmark.requests.RequestSettings;
import io.nowornever.benchmark.requests.Side;
import io.nowornever.benchmark.soak.SoakCommand;
import io.nowornever.benchmark.stale.StaleBacklog;
import io.nowornever.benchmark.startup.StartUp;
import io.nowornever.benchmark.throughput.BareFlood;
import io.nowornever.benchmark.throughput.Throughput;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.command.Commands;
import io.nowornever.testbed.process.TemporaryFolder;
import io.nowornever.testbed.service.ProjectJars;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code ./bench}.
 */
@Command(name = "./bench", subcommands = { SoakCommand.class, BareFlood.class }, synopsisSubcommandLabel = "[soak]",
		mixinStandardHelpOptions = true, sortOptions = false, usageHelpWidth = 110,
		description = "Measures this product against the bare client library, in turns within one run, on a"
				+ " nats-server of its own. Ends with 1 if a request was not answered.")
public final class Benchmark implements Callable<Integer> {

	/**
	 * The stale backlog's connections without a client library answer no pings.
	 */
	private static final String NO_PINGS = "ping_interval: \"1h\"";

	private static final int MAX_IN_FLIGHT = 10_000;

	private static final int MOST_CONSUMERS = 64;

	private static final int FEWEST_FLOODING = 1_000;

	private static final int MOST_FLOODING = 10_000_000;

	@Spec
	private @Nullable CommandSpec spec;

	@Option(names = "--quick",
			description = "A short run: turns of 1 s, 2 rounds, 200,000 stale requests, 1 start, floods of 200,000.")
	private boolean quick;

	@Option(names = "--sections", split = ",", paramLabel = "SECTION",
			description = "What to measure: ${COMPLETION-CANDIDATES} (default: all).")
	private Set<Section> sections = Set.of(Section.values());

	@Option(names = "--seconds", paramLabel = "S", description = "How long a turn is measured (default: 5).")
	private @Nullable Double seconds;

	@Option(names = "--rounds", paramLabel = "N", description = "How many turns each side takes (default: 5).")
	private @Nullable Integer rounds;

	@Option(names = "--in-flight", split = ",", paramLabel = "N",
			description = "Requests in flight at once (default: 1,16,256,2000).")
	private List<Integer> inFlight = List.of(1, 16, 256, 2000);

	@Option(names = "--sides", split = ",", paramLabel = "SIDE",
			description = "Who asks and answers in turns: ${COMPLETION-CANDIDATES} (default: BARE,PRODUCT)."
					+ " ALIKE is the bare client library with the product's headers and bodies, GROUPED the product"
					+ " whose queue group chooses who answers, UNGATED the product without"
					+ " its gate, JOURNALLED the product that writes journals, DURABLE the product with a stream, UNCONFIRMED that without confirmed replies, BYTES and TYPED the library with methods that get bytes or objects. One side alone suits a"
					+ " profiler.")
	private List<Side> sides = List.of(Side.BARE, Side.PRODUCT);

	@Option(names = "--workers", paramLabel = "N", defaultValue = "4",
			description = "Tasks that the product's consumer works on at once (default: ${DEFAULT-VALUE}).")
	private int workers;

	@Option(names = "--consumers", split = ",", paramLabel = "N",
			description = "Consumers that share the work in the cost section, 1 to 64 (default: 1,4,16,64).")
	private List<Integer> consumers = List.of(1, 4, 16, 64);

	@Option(names = "--set", paramLabel = "KEY=VALUE",
			description = "A further setting for both services; may be repeated.")
	private List<String> settings = List.of();

	@Option(names = "--stale", paramLabel = "N", description = "Stale requests in a flood (default: 1000000).")
	private @Nullable Integer stale;

	@Option(names = "--starts", paramLabel = "N", description = "How often each service is started (default: 3).")
	private @Nullable Integer starts;

	@Option(names = "--flood", paramLabel = "N",
			description = "Messages of a flood of the throughput section, 1000 to 10000000 (default: 1000000).")
	private @Nullable Integer flood;

	@Option(names = "--nats-cli", paramLabel = "FILE",
			description = "The program nats: the throughput section sets its nats bench against ours as well.")
	private @Nullable Path natsCli;

	@Option(names = "--markdown", paramLabel = "FILE", description = "Write the results there as well.")
	private @Nullable Path markdown;

	/**
	 * Runs the command.
	 * @param args its options
	 */
	public static void main(String[] args) {
		Commands.run(commandLine(), args);
	}

	static CommandLine commandLine() {
		return Commands.prepare(new CommandLine(new Benchmark()).setCaseInsensitiveEnumValuesAllowed(true));
	}

	@Override
	public Integer call() throws IOException, InterruptedException {
		check();
		CommandLine commandLine = spec().commandLine();
		Report report = new Report(commandLine.getOut(), commandLine.getErr());
		report.add("# Measurements");
		report.add("Command: `" + command() + "`");
		try (Broker broker = Broker.builder()
			.jetStream()
			.configuration(NO_PINGS)
			.configuration(accounts().configuration())
			.start()) {
			if (this.sections.contains(Section.REQUESTS) || this.sections.contains(Section.STALE)) {
				measureProduct(broker, report);
			}
			if (this.sections.contains(Section.COST)) {
				new CostPerRequest(broker, requestSettings(), report).run(this.consumers,
						(count) -> start(broker, count, accounts().login(account(count))));
			}
			if (this.sections.contains(Section.STARTUP)) {
				new StartUp(orElse(this.starts, 3, 1), report).run();
			}
			if (this.sections.contains(Section.THROUGHPUT)) {
				new Throughput(broker, ProjectJars.find(), orElse(this.flood, 1_000_000, 200_000),
						orElse(this.rounds, 5, 2), report)
					.run(this.natsCli);
			}
			report.add(Host.describe(version(broker)));
		}
		boolean good = report.conclude();
		if (this.markdown != null) {
			report.writeTo(this.markdown);
		}
		return good ? 0 : 1;
	}

	private void measureProduct(Broker broker, Report report) throws IOException, InterruptedException {
		try (TemporaryFolder journals = TemporaryFolder.create("bench-journals")) {
			measureProduct(broker, journals.path(), report);
		}
	}

	private void measureProduct(Broker broker, Path journals, Report report) throws IOException, InterruptedException {
		Map<Side, Product> products = new EnumMap<>(Side.class);
		try {
			Product product = start(broker, 1, List.of());
			products.put(Side.PRODUCT, product);
			if (this.sections.contains(Section.REQUESTS)) {
				for (Map.Entry<Side, List<String>> variant : variants(journals).entrySet()) {
					if (this.sides.contains(variant.getKey())) {
						products.put(variant.getKey(), start(broker, 1, own(variant)));
					}
				}
				new RequestReply(broker, requestSettings(), report).run(products);
			}
			if (this.sections.contains(Section.STALE)) {
				new StaleBacklog(broker, orElse(this.stale, 1_000_000, 200_000), orElse(this.rounds, 5, 2), report)
					.run(product);
			}
		}
		finally {
			products.values().forEach(Product::close);
		}
	}

	private static Map<Side, List<String>> variants(Path journals) {
		return new EnumMap<>(Map.of(Side.GROUPED, List.of("--producer.balance=group"), Side.UNGATED,
				List.of("--consumer.overload=none"), Side.JOURNALLED,
				List.of("--journal.file=" + journals.resolve("${spring.application.name}.journal"),
						"--journal.max-size=64MB"),
				Side.DURABLE, List.of("--delivery=durable"), Side.UNCONFIRMED,
				List.of("--delivery=durable", "--durable.confirm=false")));
	}

	/**
	 * Each in an account of its own, so that none gets what another sends.
	 */
	private List<String> own(Map.Entry<Side, List<String>> variant) {
		return Stream.concat(variant.getValue().stream(), accounts().login(account(variant.getKey())).stream())
			.toList();
	}

	private Accounts accounts() {
		return new Accounts(Stream
			.concat(Stream.of(Side.values()).map(Benchmark::account), this.consumers.stream().map(Benchmark::account))
			.distinct()
			.toList());
	}

	private static String account(Side side) {
		return side.name().toLowerCase(Locale.ROOT);
	}

	private static String account(int consumers) {
		return "consumers-" + consumers;
	}

	private Product start(Broker broker, int consumers, List<String> own) throws InterruptedException {
		Stream<String> given = this.settings.stream().map((setting) -> "--" + setting);
		return Product.start(broker.url(), consumers, this.workers, Stream.concat(given, own.stream()).toList());
	}

	private RequestSettings requestSettings() {
		Duration turn = Duration.ofMillis(Math.round(orElse(this.seconds, 5.0, 1.0) * 1000));
		Duration leadIn = turn.dividedBy(5);
		Duration warmUp = turn.multipliedBy(2);
		return new RequestSettings(this.inFlight, this.sides, this.workers, orElse(this.rounds, 5, 2), turn, leadIn,
				warmUp);
	}

	private <T> T orElse(@Nullable T given, T usual, T whenQuick) {
		return (given != null) ? given : this.quick ? whenQuick : usual;
	}

	private void check() {
		require(this.inFlight.stream().allMatch((count) -> count >= 1 && count <= MAX_IN_FLIGHT),
				"--in-flight takes numbers from 1 to " + MAX_IN_FLIGHT);
		require(this.consumers.stream().allMatch((count) -> count >= 1 && count <= MOST_CONSUMERS),
				"--consumers takes numbers from 1 to " + MOST_CONSUMERS);
		require(orElse(this.rounds, 1, 1) >= 1, "--rounds takes 1 or more");
		require(orElse(this.seconds, 1.0, 1.0) >= 0.1, "--seconds takes 0.1 or more");
		require(orElse(this.stale, 1, 1) >= 1, "--stale takes 1 or more");
		require(orElse(this.starts, 1, 1) >= 1, "--starts takes 1 or more");
		require(orElse(this.flood, FEWEST_FLOODING, FEWEST_FLOODING) >= FEWEST_FLOODING
				&& orElse(this.flood, 1, 1) <= MOST_FLOODING,
				"--flood takes " + FEWEST_FLOODING + " to " + MOST_FLOODING);
		require(this.natsCli == null || Files.isExecutable(this.natsCli),
				"--nats-cli takes a program, as of 'which nats'");
		require(!this.sides.contains(Side.UNGATED)
				|| this.settings.stream().noneMatch((setting) -> setting.startsWith("consumer.overload=")),
				"--sides=ungated and --set consumer.overload=… exclude each other: that side sets it to none, the product has the default");
		require(!this.sections.isEmpty() && !this.sides.isEmpty(), "--sections and --sides take one or more");
	}

	private void require(boolean right, String otherwise) {
		if (!right) {
			throw new ParameterException(spec().commandLine(), otherwise);
		}
	}

	private String command() {
		return Stream.concat(Stream.of("./bench"), spec().commandLine().getParseResult().originalArgs().stream())
			.collect(Collectors.joining(" "));
	}

	private CommandSpec spec() {
		if (this.spec == null) {
			throw new IllegalStateException("Not run by its command line");
		}
		return this.spec;
	}

	private static String version(Broker broker) throws IOException, InterruptedException {
		try (BareConnection connection = BareConnection.open(broker.url())) {
			return connection.nats().getServerInfo().getVersion();
		}
	}

}
