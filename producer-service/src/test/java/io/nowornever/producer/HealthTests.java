package io.nowornever.producer;

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

import static org.assertj.core.api.Assertions.assertThat;

@Tag("integration")
class HealthTests {

	private final HttpClient http = HttpClient.newHttpClient();

	@Test
	void readinessIncludesNatsAndLivenessDoesNot() throws Exception {
		try (Broker broker = Broker.start(); TestProducer producer = TestProducer.withDoor(broker.url())) {
			assertThat(status(producer, "readiness")).isEqualTo(200);
			broker.kill();
			Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> status(producer, "readiness") == 503);
			assertThat(status(producer, "liveness")).isEqualTo(200);
			broker.restart();
			Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> status(producer, "readiness") == 200);
		}
	}

	@Test
	void everyMetricOfTheContractIsThereFromTheStart() throws Exception {
		try (Broker broker = Broker.start(); TestProducer producer = TestProducer.withDoor(broker.url())) {
			String scrape = this.http
				.send(request(producer, "/actuator/prometheus"), HttpResponse.BodyHandlers.ofString())
				.body();
			for (String outcome : new String[] { "answered", "timed_out", "no_responders", "refused", "failed",
					"disconnected", "rejected" }) {
				assertThat(scrape).contains("task_request_seconds_count{outcome=\"" + outcome + "\"}",
						"task_request_seconds_bucket{outcome=\"" + outcome + "\",le=\"0.005\"}",
						"task_request_seconds_bucket{outcome=\"" + outcome + "\",le=\"5.0\"}",
						"task_request_seconds_bucket{outcome=\"" + outcome + "\",le=\"10.0\"}");
			}
			assertThat(scrape).contains("\ntask_requests_in_flight ", "\ntask_requests_started_total ",
					"\ntask_request_retries_total{reason=\"busy\"}",
					"\ntask_request_retries_total{reason=\"no_responders\"}", "\ntask_backoff_seconds ",
					"\ntask_backoff_pauses_total ", "\ntask_replies_late_total ", "\ntask_replies_duplicate_total ",
					"\nnats_connection_up 1", "\nnats_connection_reconnects_total ", "\nnats_connection_rtt_seconds ");
		}
	}

	private int status(TestProducer producer, String probe) throws IOException, InterruptedException {
		return this.http.send(request(producer, "/actuator/health/" + probe), HttpResponse.BodyHandlers.discarding())
			.statusCode();
	}

	private static HttpRequest request(TestProducer producer, String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + producer.httpPort() + path)).build();
	}

}
