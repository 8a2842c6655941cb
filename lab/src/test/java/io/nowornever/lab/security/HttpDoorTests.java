package io.nowornever.lab.security;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What both services' HTTP doors answer to whatever may come, also what Tomcat answers
 * before Spring sees it: no more than must be told, and in no form that could do anything
 * in a browser.
 */
@Tag("integration")
class HttpDoorTests {

	private static final String HOST = "Host: localhost\r\nConnection: close\r\n";

	private static final String JSON = HOST + "Content-Type: application/json\r\n";

	private static final Map<String, String> HEADERS = Map.of("x-content-type-options", "nosniff", "cache-control",
			"no-store", "content-security-policy", "default-src 'none'; frame-ancestors 'none'", "referrer-policy",
			"no-referrer");

	/** Words by which one could tell what is behind the door, and in which version. */
	private static final List<String> TELLING = List.of("tomcat", "apache", "coyote", "spring", "whitelabel", "jetty",
			"java.", "exception", "<html", "/tmp", "/root", "/home", "x-secret");

	/** The actuator's own media type says as much as its path. */
	private static final String ACTUATOR = "application/vnd.spring-boot.actuator.";

	private static Testbed testbed;

	private static Map<String, ServiceProcess> services;

	@BeforeAll
	static void start() {
		testbed = Testbed.start();
		services = Map.of("producer", testbed.producer("producer", "--producer.load.enabled=false"), "consumer",
				testbed.consumer("consumer", "--consumer.work.min=0s", "--consumer.work.max=0s"));
		services.values().forEach(ServiceProcess::awaitReady);
	}

	@AfterAll
	static void stop() {
		testbed.close();
	}

	@ParameterizedTest
	@MethodSource("requests")
	void eachAnswerBearsTheHeadersAndTellsNothing(String service, String name, String text, int status)
			throws IOException {
		RawHttp answer = send(service, text);
		assertThat(answer.status()).as(name).isEqualTo(status);
		assertThat(answer.headers()).containsAllEntriesOf(HEADERS)
			.doesNotContainKeys("server", "x-powered-by", "via", "x-application-context");
		assertThat(answer.toString().toLowerCase(Locale.ROOT).replace(ACTUATOR, "")).doesNotContain(TELLING)
			.doesNotContain(System.getProperty("java.version"));
		if (status >= 400 && !answer.body().isEmpty()) {
			assertThat(answer.headers().get("content-type")).matches("application/(problem\\+)?json.*");
			assertThat(answer.body()).contains("\"status\":" + status);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "producer", "consumer" })
	void theFiguresTellNeitherPathsNorVersions(String service) throws IOException {
		RawHttp answer = send(service, "GET /actuator/prometheus HTTP/1.1\r\n" + HOST + "\r\n");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.headers()).containsAllEntriesOf(HEADERS);
		assertThat(answer.body()).contains("nats_connection_up")
			.doesNotContain("tomcat", "jvm_info", "disk_", System.getProperty("java.version"),
					System.getProperty("os.version"), System.getProperty("user.dir"), testbed.folder().toString())
			.doesNotContainPattern("=\"[^\"]*/(tmp|usr|opt|root|home|var|etc)/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "producer", "consumer" })
	void theHealthTellsNoPathsCertificatesAndAddresses(String service) throws IOException {
		RawHttp answer = send(service, "GET /actuator/health HTTP/1.1\r\n" + HOST + "\r\n");
		assertThat(answer.body()).contains("\"nats\"")
			.doesNotContain("\"ssl\"", "validChains", "diskSpace", "127.0.0.1", "/");
	}

	@ParameterizedTest
	@CsvSource({ "health,*/*,application/vnd.spring-boot.actuator.v3+json",
			"health/liveness,application/json,application/json",
			"prometheus,*/*,text/plain;version=0.0.4;charset=utf-8",
			"prometheus,'application/openmetrics-text;version=1.0.0,text/plain;q=0.5',application/openmetrics-text;version=1.0.0;charset=utf-8" })
	void bothTellInTheTypeThatIsAccepted(String endpoint, String accepted, String type) throws IOException {
		for (String service : services.keySet()) {
			RawHttp answer = send(service,
					"GET /actuator/" + endpoint + " HTTP/1.1\r\n" + HOST + "Accept: " + accepted + "\r\n\r\n");
			assertThat(answer.status()).as(service).isEqualTo(200);
			assertThat(answer.headers().get("content-type")).as(service).isEqualTo(type);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "producer", "consumer" })
	void oneConnectionIsGoodForAHundredRequests(String service) throws IOException {
		String one = "HEAD /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\n\r\n";
		RawHttp answers = send(service, one.repeat(150));
		assertThat((answers.body() + "HTTP/1.1 200").split("HTTP/1.1 200", -1)).hasSize(101);
	}

	private static RawHttp send(String service, String text) throws IOException {
		return RawHttp.send(Objects.requireNonNull(services.get(service)).address(), text);
	}

	static Stream<Arguments> requests() {
		return Stream.of("producer", "consumer")
			.flatMap((service) -> Stream.concat(anywhere(), service.equals("producer") ? atTasks() : Stream.empty())
				.map((request) -> Arguments.of(service, request.name, request.text, request.status)));
	}

	private static Stream<Rude> anywhere() {
		String many = IntStream.range(0, 300).mapToObj((i) -> "X" + i + ": a\r\n").collect(Collectors.joining());
		return Stream.of(new Rude("health", get("/actuator/health/liveness"), 200),
				new Rude("no line", "GARBAGE\r\n\r\n", 400),
				new Rude("TLS", "\u0016\u0003\u0001\u0000\u00a5\u0001\u0000\u0000", 400),
				new Rude("control character", get("/\u0001"), 400), new Rude("forbidden character", get("/a|b<>"), 400),
				new Rude("unknown version", "GET / HTTP/9.9\r\n" + HOST + "\r\n", 505),
				new Rude("long line", get("/" + "a".repeat(20_000)), 400),
				new Rude("long header", "GET / HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(20_000) + "\r\n\r\n", 400),
				new Rude("many headers", "GET / HTTP/1.1\r\n" + HOST + many + "\r\n", 400),
				new Rude("no colon", "GET / HTTP/1.1\r\n" + HOST + "no colon\r\n\r\n", 400),
				new Rude("unknown method", "FOO /actuator/health HTTP/1.1\r\n" + HOST + "\r\n", 405),
				new Rude("trace", "TRACE /actuator/health HTTP/1.1\r\n" + HOST + "X-Secret: a\r\n\r\n", 405),
				new Rude("connect", "CONNECT a:1 HTTP/1.1\r\n" + HOST + "\r\n", 501),
				new Rude("options of all", "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n", 200),
				new Rude("options", "OPTIONS /actuator/health HTTP/1.1\r\n" + HOST + "\r\n", 200),
				new Rude("head", "HEAD /actuator/health/liveness HTTP/1.1\r\n" + HOST + "\r\n", 200),
				new Rude("no host", "GET /actuator/health HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
				new Rude("two hosts", "GET /actuator/health HTTP/1.1\r\nHost: a\r\n" + HOST + "\r\n", 400),
				new Rude("bad host", "GET /actuator/health HTTP/1.1\r\nHost: a b/<\r\nConnection: close\r\n\r\n", 400),
				new Rude("list of endpoints", get("/actuator"), 404), new Rude("info", get("/actuator/info"), 404),
				new Rude("no such group", get("/actuator/health/nothing"), 404),
				new Rude("no such figure", get("/actuator/prometheus/nothing"), 404),
				new Rude("environment", get("/actuator/env"), 404),
				new Rude("heap dump", get("/actuator/heapdump"), 404), new Rude("root", get("/"), 404),
				new Rude("nothing, in HTML", "GET /nothing HTTP/1.1\r\n" + HOST + "Accept: text/html\r\n\r\n", 404),
				new Rude("error, in HTML", "GET /error HTTP/1.1\r\n" + HOST + "Accept: text/html\r\n\r\n", 404),
				new Rude("above the root", get("/../../etc/passwd"), 400),
				new Rude("encoded slash", get("/a%2fb"), 400), new Rude("bad escape", get("/a%zz"), 400),
				new Rude("unknown encoding", "POST /x HTTP/1.1\r\n" + HOST + "Transfer-Encoding: foo\r\n\r\n", 501),
				new Rude("negative length", "POST /x HTTP/1.1\r\n" + HOST + "Content-Length: -3\r\n\r\n", 400),
				new Rude("unknown expectation", "POST /x HTTP/1.1\r\n" + HOST + "Expect: foo\r\n\r\n", 417),
				new Rude("unwanted body",
						"POST /actuator/health HTTP/1.1\r\n" + JSON + "Content-Length: 100000\r\n\r\n"
								+ "x".repeat(100_000),
						405),
				new Rude("nothing acceptable", "GET /actuator/health HTTP/1.1\r\n" + HOST + "Accept: image/png\r\n\r\n",
						406));
	}

	private static Stream<Rude> atTasks() {
		return Stream.of(new Rude("an answer", post("{\"user_id\":17}"), 200), new Rude("no JSON", post("{<>"), 400),
				new Rude("too large", post("x".repeat(70_000)), 413),
				new Rude("another type",
						"POST /tasks HTTP/1.1\r\n" + HOST
								+ "Content-Type: text/<script>\r\nContent-Length: 3\r\n\r\n{<>",
						415),
				new Rude("bad chunk", "POST /tasks HTTP/1.1\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
						400),
				new Rude("another method", get("/tasks"), 405),
				new Rude("options of tasks", "OPTIONS /tasks HTTP/1.1\r\n" + HOST + "\r\n", 200));
	}

	private static String get(String path) {
		return "GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n";
	}

	private static String post(String body) {
		return "POST /tasks HTTP/1.1\r\n" + JSON + "Content-Length: " + body.length() + "\r\n\r\n" + body;
	}

	/**
	 * A request.
	 *
	 * @param name what is wrong with it
	 * @param text its bytes
	 * @param status what it is answered
	 */
	private record Rude(String name, String text, int status) {
	}

}
