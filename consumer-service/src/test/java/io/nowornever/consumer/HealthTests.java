package io.nowornever.consumer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;

import io.nowornever.testbed.broker.Broker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("integration")
class HealthTests {

	private final HttpClient http = HttpClient.newHttpClient();

	@Test
	void readinessIncludesNatsAndLivenessDoesNot() throws Exception {
		try (Broker broker = Broker.start(); TestConsumer consumer = TestConsumer.withDoor(broker.url())) {
			assertThat(get(consumer, "/actuator/health/readiness").statusCode()).isEqualTo(200);
			assertThat(get(consumer, "/actuator/health/readiness").body()).contains("\"group\":\"member\"");
			broker.kill();
			Awaitility.await()
				.atMost(30, TimeUnit.SECONDS)
				.until(() -> get(consumer, "/actuator/health/readiness").statusCode() == 503);
			assertThat(get(consumer, "/actuator/health/liveness").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void everyMetricOfTheContractIsThereFromTheStart() throws Exception {
		try (Broker broker = Broker.start(); TestConsumer consumer = TestConsumer.withDoor(broker.url())) {
			String scrape = get(consumer, "/actuator/prometheus").body();
			for (String outcome : new String[] { "answered", "late", "stale", "refused", "malformed", "failed",
					"dropped" }) {
				assertThat(scrape).contains("\ntask_handled_total{outcome=\"" + outcome + "\"} 0");
			}
			assertThat(scrape).contains("\ntask_age_seconds_count ", "\ntask_work_seconds_count ", "\ntask_backlog ",
					"\ntask_backlog_seconds ", "\ntask_gate_open 1", "\ntask_gate_closings_total ",
					"\nnats_connection_up 1", "\nnats_connection_reconnects_total ", "\nnats_connection_rtt_seconds ",
					"\ntask_clock_skewed_total ", "\ntask_clock_offset_seconds ", "\njournal_failed 0");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/error", "/nothing", "/actuator/health", "/actuator/prometheus" })
	void noAnswerTellsMoreThanItMust(String path) throws Exception {
		try (Broker broker = Broker.start(); TestConsumer consumer = TestConsumer.withDoor(broker.url())) {
			HttpResponse<String> response = get(consumer, path);
			assertThat(response.statusCode()).isEqualTo(path.startsWith("/actuator") ? 200 : 404);
			assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
			assertThat(response.body()).doesNotContain(System.getProperty("user.dir"))
				.doesNotContain(System.getProperty("java.version"));
		}
	}

	private HttpResponse<String> get(TestConsumer consumer, String path) throws IOException, InterruptedException {
		return this.http.send(
				HttpRequest.newBuilder(URI.create("http://localhost:" + consumer.httpPort() + path)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

}
