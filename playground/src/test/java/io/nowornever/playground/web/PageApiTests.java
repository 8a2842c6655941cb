package io.nowornever.playground.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.nowornever.playground.nats.PlaygroundServer;
import io.nowornever.testbed.broker.Broker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the page's server answers to programs.
 */
@Tag("integration")
@Timeout(120)
class PageApiTests {

	private static final String LONG_RUN = "{\"messages\":1000000,\"slow-micros\":1000,\"window\":50}";

	private static final HttpClient http = HttpClient.newHttpClient();

	private static PlaygroundServer server;

	private static Page page;

	@BeforeAll
	static void start() {
		server = PlaygroundServer.own();
		page = Page.open(server, List.of("--server.port=0"));
	}

	@AfterAll
	static void stop() {
		page.close();
		server.close();
	}

	@Test
	void aBadSettingIsAProblemThatNamesItsField() throws Exception {
		HttpResponse<String> response = post("/api/runs", "{\"messages\":\"many\"}");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.body()).contains("\"field\":\"messages\"",
				"'many' is not allowed: a whole number from 1,000 to 10,000,000");
	}

	@Test
	void aBodyThatIsNoObjectIsAProblem() throws Exception {
		HttpResponse<String> response = post("/api/runs", "[1");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
	}

	@Test
	void whatAnotherPageMaySendUnaskedIsRefused() throws Exception {
		HttpResponse<String> response = http.send(request("/api/runs").header("Content-Type", "text/plain")
			.POST(HttpRequest.BodyPublishers.ofString("{}"))
			.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(415);
	}

	@Test
	void aSecondRunAtTheSameTimeIsAConflict() throws Exception {
		assertThat(post("/api/runs", LONG_RUN).statusCode()).isEqualTo(201);
		HttpResponse<String> second = post("/api/runs", "{}");
		assertThat(second.statusCode()).isEqualTo(409);
		assertThat(second.body()).contains("A benchmark is under way");
		stopRun();
	}

	@Test
	void aLessonRestartsTheServerWhichThenTakesARun() throws Exception {
		assertThat(post("/api/lessons/streams", "{}").statusCode()).isEqualTo(201);
		try (Events events = Events.open("")) {
			assertThat(String.join("\n", events.readTo("\"kind\":\"ended\"")))
				.contains("Messages that the file stream kept", "\"outcome\":\"PASSED\"");
		}
		assertThat(post("/api/runs", "{\"messages\":1000}").statusCode()).isEqualTo(201);
		try (Events events = Events.open("")) {
			events.readTo("\"complete\":true");
		}
	}

	@Test
	void aLessonDoesNotRestartTheServerUnderABenchmark() throws Exception {
		assertThat(post("/api/runs", LONG_RUN).statusCode()).isEqualTo(201);
		assertThat(post("/api/lessons/streams", "{}").statusCode()).isEqualTo(201);
		try (Events events = Events.open("")) {
			assertThat(String.join("\n", events.readTo("\"kind\":\"ended\"")))
				.contains("\"skipped\":\"a benchmark is under way on this server\"", "\"outcome\":\"PASSED\"");
		}
		stopRun();
	}

	@Test
	void anUnknownLessonIsAProblemThatNamesTheKnownOnes() throws Exception {
		HttpResponse<String> response = post("/api/lessons/kafka", "{}");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).contains("duplicates");
	}

	@Test
	void withoutNatsARunIsUnavailable() throws Exception {
		try (PlaygroundServer missing = PlaygroundServer.given("nats://127.0.0.1:" + freePort());
				Page other = Page.open(missing, List.of("--server.port=0"))) {
			HttpResponse<String> response = http.send(HttpRequest.newBuilder(URI.create(other.url() + "/api/runs"))
				.header("Content-Type", "application/json")
				.header("Lab-Token", token(other))
				.POST(HttpRequest.BodyPublishers.ofString("{}"))
				.build(), HttpResponse.BodyHandlers.ofString());
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.body()).contains("No nats-server answers at " + missing.address());
		}
	}

	@Test
	void whoIsLetInByNatsIsNotShown() throws Exception {
		try (Broker broker = Broker.builder().configuration("authorization { user: ada, password: secret }").start();
				PlaygroundServer given = PlaygroundServer.given("nats://ada:secret@127.0.0.1:" + broker.port());
				Page other = Page.open(given, List.of("--server.port=0"));
				Events events = Events.of(other, "")) {
			String shown = "nats://***@127.0.0.1:" + broker.port();
			assertThat(String.join("\n", events.readTo("\"up\":true"))).contains(shown)
				.doesNotContain("ada:", "secret");
			broker.kill();
			assertThat(String.join("\n", events.readTo("\"up\":false"))).contains(shown)
				.doesNotContain("ada:", "secret");
		}
	}

	@Test
	void aReaderGoesOnWhereItsStreamBroke() throws Exception {
		String id;
		try (Events first = Events.open("")) {
			id = first.lastIdOnceItHas("\"type\":\"server\"");
		}
		post("/api/runs", "{\"messages\":1000}");
		try (Events second = Events.open(id)) {
			List<String> lines = second.readTo("run-ended");
			assertThat(lines).noneMatch((line) -> line.contains("\"type\":\"start\""));
			assertThat(lines).filteredOn((line) -> line.startsWith("id:"))
				.isNotEmpty()
				.allMatch((line) -> number(line) > number(id));
		}
	}

	private static long number(String id) {
		return Long.parseLong(id.substring(id.lastIndexOf(':') + 1));
	}

	@Test
	void aReaderOfAnEarlierFeedStartsAnew() throws Exception {
		try (Events events = Events.open("another-feed:17")) {
			assertThat(events.readTo("\"type\":\"server\"")).anyMatch((line) -> line.contains("\"type\":\"start\""));
		}
	}

	@Test
	void nothingMayBeLoadedFromElsewhere() throws Exception {
		HttpResponse<String> response = http.send(request("/").GET().build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.headers().firstValue("Content-Security-Policy"))
			.hasValueSatisfying((policy) -> assertThat(policy).contains("default-src 'none'", "script-src 'self'"));
	}

	@Test
	void anIpv6AddressStandsInBracketsWhereThePageIs() throws Exception {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0));
		}
		catch (IOException ex) {
			Assumptions.abort("this machine has no IPv6: " + ex.getMessage());
		}
		try (Page other = Page.open(server, List.of("--server.port=0", "--server.address=::1"))) {
			assertThat(other.url()).startsWith("http://[::1]:");
			HttpRequest request = HttpRequest.newBuilder(URI.create(other.url() + "/")).build();
			assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void aPortThatIsTakenIsNamed() {
		String port = page.url().replaceAll(".*:", "");
		assertThatExceptionOfType(PageException.class)
			.isThrownBy(() -> Page.open(server, List.of("--server.port=" + port)).close())
			.withMessageContaining("Port " + port + " is taken")
			.withMessageContaining("--server.port");
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static void stopRun() throws Exception {
		http.send(request("/api/runs/current").DELETE().build(), HttpResponse.BodyHandlers.discarding());
		try (Events events = Events.open("")) {
			events.readTo("\"ending\":\"stopped\"");
		}
	}

	private static HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
		return http.send(request(path).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static HttpRequest.Builder request(String path) throws IOException, InterruptedException {
		return HttpRequest.newBuilder(URI.create(page.url() + path)).header("Lab-Token", token(page));
	}

	private static String token(Page page) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(page.url() + "/api/token")).build();
		return http.send(request, HttpResponse.BodyHandlers.ofString()).body().replaceAll(".*\"token\":\"|\".*", "");
	}

	/**
	 * The stream of events.
	 */
	private static final class Events implements AutoCloseable {

		private final BufferedReader lines;

		private Events(InputStream stream) {
			this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
		}

		static Events open(String lastId) throws IOException, InterruptedException {
			return of(page, lastId);
		}

		static Events of(Page page, String lastId) throws IOException, InterruptedException {
			HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(page.url() + "/api/events"));
			if (!lastId.isEmpty()) {
				request.header("Last-Event-ID", lastId);
			}
			return new Events(http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()).body());
		}

		List<String> readTo(String part) throws IOException {
			List<String> read = new ArrayList<>();
			while (read.isEmpty() || !read.getLast().contains(part)) {
				read.add(Objects.requireNonNull(this.lines.readLine(), "the stream has ended"));
			}
			return read;
		}

		String lastIdOnceItHas(String part) throws IOException {
			return readTo(part).stream()
				.filter((line) -> line.startsWith("id:"))
				.reduce((one, other) -> other)
				.map((line) -> line.substring("id:".length()))
				.orElseThrow();
		}

		@Override
		public void close() throws IOException {
			this.lines.close();
		}

	}

}
