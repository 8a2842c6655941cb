package io.nowornever.lab.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import io.nowornever.lab.LabProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a program is told that asks the control room for what cannot be: a slow and a fast
 * consumer and a producer are there, and stay as they are.
 */
@Tag("integration")
class RoomApiTests {

	@TempDir
	private static Path temporary;

	private static final HttpClient http = HttpClient.newHttpClient();

	private static LabProcess lab;

	private static URI page;

	private static String token;

	@BeforeAll
	static void start() throws Exception {
		lab = LabProcess.start(temporary, "--server.port=0");
		page = lab.page();
		token = get("/api/token").replaceAll(".*:\"(.*)\".*", "$1");
		assertThat(post("/api/room", "{\"producers\":1,\"slow\":1,\"fast\":1}").statusCode()).isEqualTo(202);
		await().atMost(Duration.ofMinutes(2)).until(() -> parties().contains("\"name\":\"producer-1\""));
	}

	@AfterAll
	static void stop() throws Exception {
		http.shutdownNow();
		lab.interrupt();
		lab.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', value = {
			"/parties/fast-1/settings | {\"rate\":5} | 400 | fast-1 is a consumer: it has work_min_millis and work_max_millis",
			"/parties/producer-1/settings | {\"work_min_millis\":1,\"work_max_millis\":2} | 400 | producer-1 is a producer: it has a rate",
			"/parties/nats-server/settings | {\"rate\":5} | 400 | nats-server is the broker",
			"/parties/nats-server/network | {\"cut\":\"both\"} | 400 | nats-server is the broker",
			"/parties/nats-server/network/reset | {} | 400 | nats-server is the broker",
			"/parties/nats-server/remove | {} | 409 | kill or stop it",
			"/parties/fast-9/kill | {} | 404 | Nobody is called fast-9",
			"/parties/fast-1/kilt | {} | 400 | deed 'kilt' is not allowed: kill, stop",
			"/parties/fast-1/thaw | {} | 409 | fast-1 is not frozen",
			"/parties/fast-1/start | {} | 409 | fast-1 is there already",
			"/parties/fast-1/network | {\"delay_millis\":-5} | 400 | it must be from 0",
			"/parties/fast-1/network | {\"cut\":\"all\"} | 400 | cut 'all' is not allowed: none, both",
			"/parties | {\"role\":\"dog\"} | 400 | a consumer with work_min_millis",
			"/parties | {\"rate\":-1} | 400 | rate -1.0 is not allowed: requests a second",
			"/parties | {\"rate\":\"fast\"} | 400 | rate 'fast' is not allowed: a number",
			"/parties | {\"speed\":1} | 400 | There is no field speed: allowed are",
			"/parties | x | 400 | The body is no JSON object",
			"/policy | {\"delivery\":\"durable\",\"overload\":\"pending-limit\"} | 400 | none, skip or gate",
			"^^ | {} | 409 | end them first", "/experiments/nope | {} | 400 | There is no experiment nope: choose",
			"/experiments/kill-consumer | {\"speed\":99} | 400 | 1 to 10" })
	void whatCannotBeIsNamedTogetherWithWhatCan(String path, String body, int status, String told) throws Exception {
		HttpResponse<String> answer = post("/api/room" + path, body);
		assertThat(answer.body()).contains(told);
		assertThat(answer.statusCode()).isEqualTo(status);
	}

	@Test
	void whatConsumersTellAndWhomProducersChooseIsInTheFeed() {
		await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
			JsonNode fast = party("fast-1").path("candidate");
			assertThat(fast.path("wait_seconds").asDouble(-1)).isNotNegative();
			assertThat(fast.path("limit_seconds").asDouble()).isPositive();
			assertThat(fast.path("room").asString()).isIn("all", "not_sheddable", "critical_only");
			assertThat(fast.path("share").asDouble()).isPositive();
			JsonNode choice = party("producer-1").path("choice");
			assertThat(choice.path("chosen").asDouble()).isPositive();
			assertThat(choice.has("group")).isTrue();
			assertThat(choice.has("shed")).isTrue();
		});
	}

	@Test
	void nobodyHasTurnedIntoSomebodyElse() throws Exception {
		post("/api/room/parties/fast-1/settings", "{\"rate\":5}");
		assertThat(parties()).contains("\"name\":\"fast-1\",\"role\":\"consumer\"");
	}

	private static JsonNode party(String name) throws IOException, InterruptedException {
		String room = parties();
		return JsonMapper.shared()
			.readTree(room.substring(room.indexOf(':') + 1))
			.findValue("parties")
			.valueStream()
			.filter((each) -> each.path("name").asString().equals(name))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * The feed never ends; the room is told in one line.
	 */
	private static String parties() throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(page.resolve("/api/events")).build();
		try (Stream<String> lines = http.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
			return lines.filter((line) -> line.contains("\"type\":\"room\"")).findFirst().orElseThrow();
		}
	}

	private static String get(String path) throws IOException, InterruptedException {
		return http.send(HttpRequest.newBuilder(page.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

	private static HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
		return http.send(HttpRequest.newBuilder(page.resolve(path))
			.header("Lab-Token", token)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

}
