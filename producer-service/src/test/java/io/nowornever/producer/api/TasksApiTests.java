package io.nowornever.producer.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.nowornever.producer.StandInConsumer;
import io.nowornever.producer.TestProducer;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("integration")
@SuppressWarnings("try") // consumers that only have to be there
class TasksApiTests {

	private static final HttpClient http = HttpClient.newHttpClient();

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass.withDefaults();

	private static TestProducer producer;

	@BeforeAll
	static void start() {
		producer = TestProducer.withDoor(nats.url(), "producer.timeout=1s", "producer.retry.max-attempts=2",
				"producer.backoff.initial=1s", "producer.backoff.max=1s", "producer.backoff.jitter=0");
	}

	@AfterAll
	static void stop() {
		producer.close();
	}

	@Test
	void anAnswerIsPassedOn() throws Exception {
		try (StandInConsumer consumer = StandInConsumer.answering(nats.url())) {
			HttpResponse<String> response = postWhile("{\"user_id\":17,\"unknown\":[1,{}]}", "no_responders",
					"rejected", "timed_out");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
			assertThat(response.body()).contains("\"user_id\":17", "\"processed\":true", "\"worker\":\"stand-in\"");
		}
	}

	@Test
	void silenceIsAGatewayTimeout() throws Exception {
		try (StandInConsumer consumer = StandInConsumer.silent(nats.url())) {
			assertProblem(postWhile("{\"user_id\":17}", "no_responders", "rejected"), 504, "timed_out");
		}
	}

	@Test
	void aRefusalSaysWhenToTryAgain() throws Exception {
		try (StandInConsumer consumer = StandInConsumer.start(nats.url(), (it, request) -> it.refuse(request, "503"))) {
			HttpResponse<String> response = postWhile("{\"user_id\":17}", "no_responders", "rejected", "timed_out");
			assertProblem(response, 503, "refused");
			assertThat(response.headers().firstValueAsLong("Retry-After")).hasValue(1);
		}
	}

	@Test
	void aFailedHandlerIsABadGateway() throws Exception {
		try (StandInConsumer consumer = StandInConsumer.start(nats.url(), (it, request) -> it.refuse(request, "500"))) {
			HttpResponse<String> response = postWhile("{\"user_id\":17}", "no_responders", "rejected", "timed_out");
			assertProblem(response, 502, "failed");
		}
	}

	@Test
	void whileNobodyListensItSaysWhenToTryAgainAndThenAnswersAtOnce() throws Exception {
		postUntil("no_responders");
		HttpResponse<String> paused = postUntil("rejected");
		assertProblem(paused, 503, "rejected");
		assertThat(paused.headers().firstValueAsLong("Retry-After")).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "17", "null", "{}", "{\"user_id\":\"17\"}", "{\"user_id\":1.5}",
			"{\"user_id\":null}", "{\"user_id\":99999999999999999999}", "{\"user_id\":1} x", "{\"user_id\":true}" })
	void aBadBodyIsAnsweredWithWhatIsWrong(String body) throws Exception {
		HttpResponse<String> response = post(body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.body()).contains("\"title\":\"Malformed request\"", "\"detail\":\"");
	}

	@Test
	void aHugeBodyIsTooLarge() throws Exception {
		assertThat(post("{\"user_id\":17,\"x\":\"" + "x".repeat(1 << 20) + "\"}").statusCode()).isEqualTo(413);
	}

	@Test
	void anotherMediaTypeIsUnsupported() throws Exception {
		HttpResponse<String> response = http.send(
				request().header("Content-Type", "text/plain").POST(HttpRequest.BodyPublishers.ofString("17")).build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(415);
	}

	@Test
	void anotherMethodIsNotAllowed() throws Exception {
		assertThat(http.send(request().GET().build(), HttpResponse.BodyHandlers.ofString()).statusCode())
			.isEqualTo(405);
	}

	/**
	 * A test before may have left a pause, and a busy machine may use up the budget.
	 */
	private static HttpResponse<String> postWhile(String body, String... outcomes) {
		return Awaitility.await()
			.atMost(30, TimeUnit.SECONDS)
			.until(() -> post(body), (response) -> Stream.of(outcomes).noneMatch((outcome) -> has(outcome, response)));
	}

	private static HttpResponse<String> postUntil(String outcome) {
		return Awaitility.await()
			.atMost(30, TimeUnit.SECONDS)
			.until(() -> post("{\"user_id\":17}"), (response) -> has(outcome, response));
	}

	private static HttpResponse<String> post(String body) throws IOException, InterruptedException {
		return http.send(request().header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static HttpRequest.Builder request() {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + producer.httpPort() + "/tasks"));
	}

	private static boolean has(String outcome, HttpResponse<String> response) {
		return response.body().contains("\"outcome\":\"" + outcome + "\"");
	}

	private static void assertProblem(HttpResponse<String> response, int status, String outcome) {
		assertThat(response).matches((it) -> has(outcome, it), outcome);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.body()).contains("\"title\":", "\"detail\":");
	}

}
