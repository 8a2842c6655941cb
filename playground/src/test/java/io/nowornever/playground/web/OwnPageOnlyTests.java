package io.nowornever.playground.web;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import io.nowornever.playground.nats.PlaygroundServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may ask the page, and for what.
 */
@Tag("integration")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OwnPageOnlyTests {

	private static final String CHANGE = "POST /api/server/look";

	private static final String JSON = "Content-Type: application/json";

	private static final String HOST = "Host: localhost:8090";

	private static PlaygroundServer nobody;

	private static Page page;

	@BeforeAll
	static void start() {
		nobody = PlaygroundServer.given("nats://127.0.0.1:1");
		page = Page.open(nobody, List.of("--server.port=0"));
	}

	@AfterAll
	static void stop() {
		page.close();
		nobody.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "localhost:8090", "LocalHost:1", "127.0.0.1:8090", "127.0.0.1",
			"127.8.9.10:80", "[::1]:8090", "[::1]", "[0:0:0:0:0:0:0:1]:8090" })
	void whoCallsItByALoopbackNameIsAnswered(String host) throws Exception {
		assertThat(RawAnswer.to(page, "GET /", "Host: " + host).status()).isEqualTo(200);
		assertThat(RawAnswer.to(page, "GET /api/lessons", "Host: " + host, "Origin: http://" + host).status())
			.isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "GET /, rebound.example", "GET /main.js, rebound.example:8090", "GET /api/lessons, rebound.example",
			"GET /api/token, rebound.example", "GET /api/events, rebound.example", "GET /error, rebound.example",
			"GET /, localhost.rebound.example", "GET /, 127.0.0.1.rebound.example", "GET /, 192.0.2.1:8090",
			"GET /, 0.0.0.0:8090", "GET /, [2001:db8::1]", "DELETE /api/runs/current, rebound.example" })
	void whoCallsItByAnotherNameIsRefused(String request, String host) throws Exception {
		RawAnswer answer = RawAnswer.to(page, request, "Host: " + host);
		assertRefused(answer, "The Host '" + host + "' is not allowed: localhost");
		assertThat(answer.body()).contains("127.0.0.0/8", "[::1]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://stranger.example", "http://localhost.stranger.example:8090", "null",
			"https://localhost:8090", "http://localhost:8090@stranger.example", "http://localhost/", "file://", "" })
	void whatAPageOfAnotherOriginSendsIsRefused(String origin) throws Exception {
		for (String request : List.of("GET /api/token", CHANGE)) {
			assertRefused(RawAnswer.to(page, request, HOST, JSON, token(), "Origin: " + origin),
					"The Origin '" + origin + "' is not allowed: http:// and localhost");
		}
	}

	@Test
	void whatAPageOfAnotherSiteSendsIsRefused() throws Exception {
		assertRefused(RawAnswer.to(page, "GET /", HOST, "Sec-Fetch-Site: cross-site"), "address bar");
		assertThat(RawAnswer.to(page, "GET /", HOST, "Sec-Fetch-Site: none").status()).isEqualTo(200);
		assertThat(RawAnswer.to(page, "GET /", HOST, "Sec-Fetch-Site: same-origin").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { CHANGE, "POST /api/runs", "DELETE /api/runs/current", "POST /api/lessons/core",
			"DELETE /api/lessons/current", "PUT /", "OPTIONS /api/runs", "POST /error" })
	void aChangeNeedsTheToken(String request) throws Exception {
		String right = token();
		String wrong = right.substring(0, right.length() - 1) + (right.endsWith("A") ? "B" : "A");
		for (String without : List.of("No-Token: at-all", "Lab-Token:", "Lab-Token: null", wrong)) {
			assertRefused(RawAnswer.to(page, request, HOST, JSON, without), "Lab-Token", "GET /api/token");
		}
	}

	@Test
	void aChangeWithTheTokenIsMade() throws Exception {
		assertThat(RawAnswer.to(page, CHANGE, HOST, JSON, token()).status()).isEqualTo(204);
		assertThat(RawAnswer.to(page, CHANGE, HOST, JSON, token(), "Origin: http://localhost:8090").status())
			.isEqualTo(204);
	}

	@Test
	void theTokenIsLongKeptByNobodyAndAnotherForEachPage() throws Exception {
		RawAnswer answer = RawAnswer.to(page, "GET /api/token", HOST);
		assertThat(answer.head()).containsIgnoringCase("Cache-Control: no-store")
			.doesNotContainIgnoringCase("Access-Control");
		assertThat(token()).hasSize("Lab-Token: ".length() + 43).isEqualTo(token());
		try (Page other = Page.open(nobody, List.of("--server.port=0"))) {
			assertThat(RawAnswer.to(other, "GET /api/token", HOST).body()).isNotEqualTo(answer.body());
		}
	}

	@Test
	void aPageThatListensEverywhereIsCalledByAddress() throws Exception {
		try (Page everywhere = Page.open(nobody, List.of("--server.port=0", "--server.address=0.0.0.0"))) {
			assertThat(RawAnswer.to(everywhere, "GET /", "Host: 192.0.2.1:8090").status()).isEqualTo(200);
			assertThat(RawAnswer.to(everywhere, "GET /", "Host: rebound.example").status()).isEqualTo(403);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /error", "GET /error?trace=true&message=true", "GET /nothing", "GET /api/nothing" })
	void whereNothingIsItSaysSo(String request) throws Exception {
		RawAnswer answer = RawAnswer.to(page, request, HOST, "Accept: text/html");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.head()).contains("application/problem+json");
		assertTellsNothingOfHowItIsMade(answer);
	}

	/**
	 * The web server refuses these before the page is asked.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "GET /a|b", "GET /%00", "GET /..%2f..%2fetc", "GET /{}" })
	void whatCannotBeReadIsRefused(String request) throws Exception {
		RawAnswer answer = RawAnswer.to(page, request, HOST);
		assertThat(answer.status()).isBetween(400, 405);
		assertTellsNothingOfHowItIsMade(answer);
	}

	private static void assertRefused(RawAnswer answer, String... details) {
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.head()).contains("application/problem+json", "Content-Security-Policy: default-src 'none'",
				"X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer");
		assertThat(answer.body()).contains("\"status\":403").contains(details);
		assertTellsNothingOfHowItIsMade(answer);
	}

	private static void assertTellsNothingOfHowItIsMade(RawAnswer answer) {
		assertThat((answer.head() + answer.body()).toLowerCase(Locale.ROOT)).doesNotContain("tomcat", "spring", "java",
				"exception", "trace", "/home", "/tmp");
	}

	private static String token() throws IOException {
		String body = RawAnswer.to(page, "GET /api/token", HOST).body();
		return "Lab-Token: " + body.replaceAll("(?s).*\"token\":\"|\".*", "");
	}

}
