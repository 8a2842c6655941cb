package io.nowornever.lab.containers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.nowornever.lab.dashboard.ProjectFile;
import org.junit.jupiter.api.Assumptions;

/**
 * The stack of docker-compose.yml under a project name of its own and on free ports, so
 * that it never touches one that a user has started. Whatever happens, nothing of it is
 * left.
 */
final class ComposeStack implements AutoCloseable {

	private static final String PROJECT = "now-or-never-check";

	private static final List<String> SERVICES = List.of("nats", "prometheus", "producer", "consumer", "consumer-slow");

	private static final Duration SOON = Duration.ofMinutes(2);

	private static final Duration LIMIT = Duration.ofMinutes(6);

	private static final Duration BUILD_LIMIT = Duration.ofMinutes(20);

	private static final Duration PULL_LIMIT = Duration.ofMinutes(5);

	private static final Map<String, String> FREE_PORTS = Map.of("NATS_PORT", "0", "PROMETHEUS_PORT", "0",
			"GRAFANA_PORT", "0", "LEDGER_PORT", "0");

	private final HttpClient http = HttpClient.newHttpClient();

	private Map<String, String> settings = Map.of();

	private final Thread hook = new Thread(this::down, "compose-down");

	private ComposeStack() {
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	/**
	 * Builds the images; skips the tests, with the reason, where that cannot be.
	 */
	static ComposeStack build() {
		Assumptions.assumeTrue(succeeds("docker", "info"), "no Docker engine answers");
		Assumptions.assumeTrue(succeeds("docker", "compose", "version"), "docker has no compose plugin");
		StackFiles.baseImages().forEach(ComposeStack::requireImage);
		ComposeStack stack = new ComposeStack();
		stack.down();
		requireImage(stack.imageOf("nats"));
		requireImage(stack.imageOf("prometheus"));
		stack.compose(BUILD_LIMIT, "build", "secrets", "ledger");
		stack.buildServices(Map.of());
		return stack;
	}

	/**
	 * Builds the images of the services.
	 * @param settings variables of the compose file
	 */
	void buildServices(Map<String, String> settings) {
		this.settings = settings;
		compose(BUILD_LIMIT, "build", "producer", "consumer");
	}

	private static void requireImage(String image) {
		Assumptions.assumeTrue(canHave(image), () -> cannotHave(image));
	}

	static String cannotHave(String image) {
		return "the Docker engine neither has " + image + " nor can pull it";
	}

	static boolean canHave(String image) {
		return succeeds("docker", "image", "inspect", image)
				|| command(List.of("docker", "pull", "--quiet", image), Map.of()).run(PULL_LIMIT).exitCode() == 0;
	}

	/**
	 * The image that a service is started from.
	 * @param service the service's name
	 */
	String imageOf(String service) {
		String image = "image:";
		return compose(SOON, "config", service).lines()
			.dropWhile((line) -> !line.equals("  " + service + ":"))
			.map(String::strip)
			.filter((line) -> line.startsWith(image))
			.map((line) -> line.substring(image.length()).strip())
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Starts producers and consumers anew and waits until all is healthy.
	 * @param settings variables of the compose file
	 * @param replicas how many of each service that scales
	 */
	void up(Map<String, String> settings, Map<String, Integer> replicas) {
		compose(SOON, "rm", "--force", "--stop", "producer", "consumer", "consumer-slow");
		this.settings = settings;
		scale(replicas, List.of("--wait", "--wait-timeout", "300"));
	}

	/**
	 * Changes how many there are, with the settings as they are, and does not wait.
	 * @param replicas how many of each service that scales
	 */
	void scale(Map<String, Integer> replicas) {
		scale(replicas, List.of());
	}

	/**
	 * Starts services and waits until they are healthy.
	 * @param services their names
	 */
	void start(List<String> services) {
		List<String> arguments = new ArrayList<>(List.of("up", "--detach", "--no-recreate", "--no-build", "--wait"));
		arguments.addAll(services);
		compose(LIMIT, arguments);
	}

	private void scale(Map<String, Integer> replicas, List<String> options) {
		List<String> arguments = new ArrayList<>(List.of("up", "--detach", "--no-build"));
		arguments.addAll(options);
		new TreeMap<>(Map.of("producer", 1, "consumer", 1, "consumer-slow", 0)).forEach((service, usual) -> {
			arguments.add("--scale");
			arguments.add(service + "=" + replicas.getOrDefault(service, usual));
		});
		arguments.addAll(SERVICES);
		compose(LIMIT, arguments);
	}

	/**
	 * The running containers of a service.
	 * @param service the service's name
	 * @return their ids, as the label {@code container} shows them
	 */
	List<String> containers(String service) {
		return compose(SOON, "ps", "--quiet", "--status", "running", service).lines()
			.map((id) -> id.substring(0, 12))
			.toList();
	}

	/**
	 * When a container was started.
	 * @param container its id
	 */
	Instant startOf(String container) {
		return Instant.parse(docker("inspect", "--format", "{{.State.StartedAt}}", container));
	}

	/**
	 * How large the image of a container is, with what it shares with others.
	 * @param container its id
	 */
	long bytesOfImage(String container) {
		return Long.parseLong(docker("image", "inspect", "--format", "{{.Size}}",
				docker("inspect", "--format", "{{.Image}}", container)));
	}

	/**
	 * Runs a command of the Docker client that changes or shows containers.
	 * @param arguments the command and its arguments
	 * @return what it printed
	 */
	String docker(String... arguments) {
		return command(Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList(), Map.of()).succeed(SOON);
	}

	/**
	 * Where a container's port can be reached from here.
	 * @param container its id
	 * @param port the port inside
	 */
	String address(String container, int port) {
		return docker("port", container, port + "/tcp").lines().findFirst().orElseThrow();
	}

	/**
	 * Where the first container of a service can be reached from here.
	 * @param service the service's name
	 * @param port the port inside
	 */
	String addressOf(String service, int port) {
		return address(containers(service).getFirst(), port);
	}

	Prometheus prometheus() {
		return new Prometheus(this.http, addressOf("prometheus", 9090));
	}

	/**
	 * Asks the first producer over HTTP.
	 * @return the status of each reply, once it comes
	 */
	List<CompletableFuture<Integer>> ask(int times) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + addressOf("producer", 8080) + "/tasks"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"user_id\":17}"))
			.build();
		return IntStream.range(0, times)
			.mapToObj((i) -> this.http.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
			.map((reply) -> reply.thenApply(HttpResponse::statusCode))
			.toList();
	}

	@Override
	public void close() {
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
			keepLogs();
		}
		catch (IllegalStateException ex) {
			// The JVM is shutting down, and the hook runs.
		}
		finally {
			down();
		}
	}

	private void keepLogs() {
		try {
			Path logs = ProjectFile.of("target/containers.log");
			Files.createDirectories(Objects.requireNonNull(logs.getParent()));
			Files.writeString(logs, composeCommand(List.of("logs", "--no-color", "--timestamps")).run(SOON).output());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void down() {
		composeCommand(List.of("--profile", "*", "down", "--volumes", "--remove-orphans", "--timeout", "1"))
			.succeed(SOON);
	}

	private String compose(Duration limit, String... arguments) {
		return compose(limit, List.of(arguments));
	}

	private String compose(Duration limit, List<String> arguments) {
		return composeCommand(arguments).succeed(limit);
	}

	private Command composeCommand(List<String> arguments) {
		List<String> line = new ArrayList<>(
				List.of("docker", "compose", "--project-name", PROJECT, "--progress", "quiet"));
		line.addAll(arguments);
		Map<String, String> environment = new TreeMap<>(FREE_PORTS);
		environment.putAll(this.settings);
		return command(line, environment);
	}

	private static boolean succeeds(String... line) {
		return command(List.of(line), Map.of()).run(SOON).exitCode() == 0;
	}

	private static Command command(List<String> line, Map<String, String> environment) {
		return new Command(line, environment, ProjectFile.of(""));
	}

}
