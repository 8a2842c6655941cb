package io.nowornever.lab.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.nats.client.support.JsonParser;
import io.nats.client.support.JsonValue;

/**
 * Asks a Prometheus.
 *
 * @param http the client
 * @param address its host and port
 */
record Prometheus(HttpClient http, String address) {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	/**
	 * The value of an expression that has one, or none.
	 * @param expression the expression
	 * @return the value; 0 if there is none
	 */
	double value(String expression) {
		return valuesBy(expression, "").values().stream().mapToDouble(Double::doubleValue).sum();
	}

	/**
	 * The values of an expression by one label.
	 * @param expression the expression
	 * @param label the label that tells its values apart
	 */
	Map<String, Double> valuesBy(String expression, String label) {
		JsonValue data = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
		return member(data, "result").array.stream()
			.collect(Collectors.toMap((sample) -> label(sample, label), Prometheus::number, Double::sum));
	}

	/**
	 * How many targets of a job it has found, whether they answer or not.
	 * @param job the job's name
	 */
	long targets(String job) {
		return member(get("/api/v1/targets?state=active"), "activeTargets").array.stream()
			.filter((target) -> job.equals(member(target, "scrapePool").string))
			.count();
	}

	private JsonValue get(String path) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + this.address + path))
			.timeout(LIMIT)
			.build();
		try {
			HttpResponse<String> response = this.http.send(request, HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() != 200) {
				throw new IOException("Prometheus says " + response.statusCode() + ": " + response.body());
			}
			return member(JsonParser.parse(response.body()), "data");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static String label(JsonValue sample, String name) {
		JsonValue label = member(sample, "metric").map.get(name);
		return (label != null) ? label.string : "";
	}

	private static double number(JsonValue sample) {
		return Double.parseDouble(member(sample, "value").array.get(1).string);
	}

	private static JsonValue member(JsonValue value, String name) {
		return Objects.requireNonNull(value.map.get(name), name);
	}

}
