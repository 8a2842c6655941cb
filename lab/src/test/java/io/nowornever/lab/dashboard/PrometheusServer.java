package io.nowornever.lab.dashboard;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Prometheus as a child process, on a free port, asked by its HTTP API. Ends when
 * it is closed or the JVM shuts down.
 */
final class PrometheusServer implements AutoCloseable {

	private static final Pattern LISTENING = Pattern.compile("Listening on.* address=127\\.0\\.0\\.1:(\\d+)");

	private static final Duration START_LIMIT = Duration.ofSeconds(60);

	private final Process process;

	private final Thread hook;

	private final URI address;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private PrometheusServer(Process process, Path log) {
		this.process = process;
		this.hook = new Thread(process::destroyForcibly, "prometheus-shutdown");
		Runtime.getRuntime().addShutdownHook(this.hook);
		this.address = URI.create("http://127.0.0.1:" + awaitPort(log));
	}

	static PrometheusServer start(Path executable, Path configuration, Path folder) {
		Path log = folder.resolve("prometheus.log");
		try {
			return new PrometheusServer(new ProcessBuilder(executable.toString(), "--config.file=" + configuration,
					"--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=127.0.0.1:0")
				.redirectErrorStream(true)
				.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
				.redirectOutput(log.toFile())
				.start(), log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The value of an expression now, summed over its series; NaN when there is none.
	 */
	double value(String expression) {
		JsonNode result = instant(expression);
		return result.isEmpty() ? Double.NaN
				: Dashboard.list(result)
					.mapToDouble((series) -> Double.parseDouble(series.path("value").path(1).asString()))
					.sum();
	}

	JsonNode instant(String expression) {
		return get("query", Map.of("query", expression)).path("result");
	}

	JsonNode range(String expression, Instant from, Instant to, Duration step) {
		return get("query_range", Map.of("query", expression, "start", from.toString(), "end", to.toString(), "step",
				Long.toString(step.toSeconds())))
			.path("result");
	}

	JsonNode parsed(String expression) {
		return get("parse_query", Map.of("query", expression));
	}

	/**
	 * Asks its API.
	 * @param path the path below {@code /api/v1/}
	 * @param parameters the parameters
	 * @return the answer's data
	 * @throws AssertionError if it answers with an error
	 */
	JsonNode get(String path, Map<String, String> parameters) {
		String query = parameters.entrySet()
			.stream()
			.map((parameter) -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
			.collect(Collectors.joining("&"));
		URI uri = this.address.resolve("/api/v1/" + path + "?" + query);
		try {
			HttpResponse<String> response = this.http.send(HttpRequest.newBuilder(uri).build(),
					HttpResponse.BodyHandlers.ofString());
			JsonNode answer = JsonMapper.shared().readTree(response.body());
			if (!Dashboard.text(answer, "status").equals("success")) {
				throw new AssertionError("Prometheus does not understand " + parameters + ": " + response.body());
			}
			return answer.path("data");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		this.process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
		Runtime.getRuntime().removeShutdownHook(this.hook);
		this.http.shutdownNow();
	}

	private static int awaitPort(Path log) {
		return Awaitility.await()
			.atMost(START_LIMIT)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> port(log), (port) -> port > 0);
	}

	private static int port(Path log) throws IOException {
		Matcher line = LISTENING.matcher(Files.readString(log));
		return line.find() ? Integer.parseInt(line.group(1)) : 0;
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
