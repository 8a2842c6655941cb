package io.nowornever.lab.failure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts that are not brought to their end.
 */
@Tag("integration")
class StartTests {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	/** What a service has logged when it is told to end: nothing, then more and more. */
	private static final List<String> POINTS = List.of("", "Starting ", "Tomcat initialized",
			"initialization completed", "Tomcat started", "Started ");

	@Test
	void whoIsToldToEndWhileItStartsEnds() throws Exception {
		try (Testbed testbed = Testbed.start()) {
			for (String point : POINTS) {
				assertEnds(testbed, point);
			}
			try (HttpClient http = HttpClient.newHttpClient()) {
				URI connections = URI.create(testbed.broker().monitoringUrl() + "/connz");
				Watch.await()
					.until(() -> http
						.send(HttpRequest.newBuilder(connections).build(), HttpResponse.BodyHandlers.ofString())
						.body(), (body) -> body.contains("\"num_connections\": 0"));
			}
			testbed.broker().stop();
			for (String point : POINTS) {
				assertEnds(testbed, point);
			}
		}
	}

	private static void assertEnds(Testbed testbed, String point) throws IOException {
		for (ServiceProcess service : List.of(testbed.producer("producer"), testbed.consumer("consumer"))) {
			Watch.await().until(() -> Files.exists(service.log()) && Files.readString(service.log()).contains(point));
			service.terminate();
			assertThat(service.awaitExit(LIMIT)).as(service.name() + " at '" + point + "'").isIn(143, 0);
			assertThat(Files.readString(service.log())).as(service.name() + " at '" + point + "'")
				.doesNotContain("\tat ", "Exception", " ERROR ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "-Xmx8m", "-Xmx16m" })
	void aHeapThatIsTooSmallIsNamed(String flag) throws IOException {
		try (Testbed testbed = Testbed.builder().flags(List.of(flag)).start()) {
			for (ServiceProcess service : List.of(testbed.producer("producer"), testbed.consumer("consumer"))) {
				assertThat(service.awaitExit(LIMIT)).isEqualTo(3);
				assertThat(Files.readAllLines(service.log())).last()
					.asString()
					.contains("The heap may have", "MiB at the most", "at least 32 are needed (-Xmx32m");
			}
		}
	}

}
