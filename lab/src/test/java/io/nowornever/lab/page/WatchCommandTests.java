package io.nowornever.lab.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

import io.nowornever.lab.LabProcess;
import io.nowornever.testbed.service.Metrics;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * The command as a process, and a folder into which somebody writes journals: also a
 * party that comes later, and one that is killed.
 */
@Tag("integration")
class WatchCommandTests {

	private static final String CONTAINER = "0123456789ab";

	@TempDir
	Path temporary;

	@TempDir
	Path journals;

	@Test
	void theAccountOfWhoeverWritesIsShownAndToldAsMetrics() throws Exception {
		try (LabProcess lab = LabProcess.start(this.temporary, "watch", "--server.port=0", this.journals.toString());
				HttpClient http = HttpClient.newHttpClient()) {
			URI page = lab.page();
			write("producer-1", opened("producer"), event("started", "a-1"), event("sent", "a-1"),
					event("started", "a-2"), event("sent", "a-2"), settled("a-2", "answered"));
			write(CONTAINER, opened("consumer"), event("received", "a-1"), event("taken", "a-1"));
			write("producer-1", settled("a-1", "timed_out"));
			Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
				Metrics metrics = Metrics.parse(get(http, page, "/actuator/prometheus"));
				assertThat(metrics.valuesBy("ledger_requests_total", "outcome")).contains(entry("answered", 1.0),
						entry("timed_out", 1.0), entry("refused", 0.0));
				assertThat(metrics.valuesBy("ledger_lost_total", "cause")).contains(entry("died_working", 1.0),
						entry("stale", 0.0));
				assertThat(metrics.value("ledger_unaccounted")).isZero();
				assertThat(metrics.value("ledger_violations")).isZero();
			});
			assertThat(get(http, page, "/api/room/unanswered")).contains("\"task\":\"a-1\"",
					"\"cause\":\"died_working\"");
			assertThat(get(http, page, "/api/room/requests/a-1")).contains("began to work on it");
			assertThat(status(http, page, "/api/lessons")).isEqualTo(404);
		}
	}

	@Test
	void aFolderThatIsNotThereIsNamed() throws Exception {
		try (LabProcess lab = LabProcess.start(this.temporary, "watch", this.journals + "/missing")) {
			assertThat(lab.readTo("is not allowed").getLast()).contains(this.journals + "/missing",
					"a folder into which services write journals");
		}
	}

	private void write(String name, String... lines) throws IOException {
		Files.writeString(this.journals.resolve(name + ".journal"), String.join("\n", lines) + "\n",
				StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	private static String opened(String role) {
		return "{\"at\":" + System.currentTimeMillis() + ",\"event\":\"opened\",\"role\":\"" + role
				+ "\",\"who\":\"x\",\"pid\":1}";
	}

	private static String event(String event, String task) {
		return "{\"at\":" + System.currentTimeMillis() + ",\"event\":\"" + event + "\",\"task\":\"" + task
				+ "\",\"attempt\":1}";
	}

	private static String settled(String task, String outcome) {
		return "{\"at\":" + System.currentTimeMillis() + ",\"event\":\"settled\",\"task\":\"" + task
				+ "\",\"outcome\":\"" + outcome + "\"}";
	}

	private static String get(HttpClient http, URI page, String path) throws Exception {
		return http.send(HttpRequest.newBuilder(page.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

	private static int status(HttpClient http, URI page, String path) throws Exception {
		return http.send(HttpRequest.newBuilder(page.resolve(path)).build(), HttpResponse.BodyHandlers.discarding())
			.statusCode();
	}

}
