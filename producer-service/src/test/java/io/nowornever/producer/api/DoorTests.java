package io.nowornever.producer.api;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.nowornever.producer.StandInConsumer;
import io.nowornever.producer.TestProducer;
import io.nowornever.request.RequestOutcome;
import io.nowornever.testbed.junit.BrokerOfClass;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The HTTP door against clients that mean no good, or are gone.
 */
@Tag("integration")
@ExtendWith(OutputCaptureExtension.class)
@SuppressWarnings("try") // consumers that only have to be there
class DoorTests {

	private static final String BODY = "{\"user_id\":17}";

	@RegisterExtension
	private static final BrokerOfClass nats = BrokerOfClass.withDefaults();

	private final HttpClient http = HttpClient.newHttpClient();

	private final List<Socket> sockets = new ArrayList<>();

	@AfterEach
	void hangUp() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.http.close();
	}

	@Test
	void aClientThatIsGoneFreesItsPlace() throws Exception {
		try (StandInConsumer consumer = StandInConsumer.silent(nats.url());
				TestProducer producer = TestProducer.withDoor(nats.url(), "producer.timeout=59s")) {
			for (int i = 0; i < 3; i++) {
				send(producer, head(BODY.length()) + BODY);
			}
			consumer.awaitReceived(3);
			assertThat(producer.activeHttpRequests()).isEqualTo(3);
			this.sockets.getFirst().close();
			await(() -> producer.activeHttpRequests() == 2);
			this.sockets.get(1).close();
			await(() -> producer.activeHttpRequests() == 1);
			// What somebody may be at work on has its outcome all the same.
			consumer.received().forEach(consumer::answer);
			await(() -> producer.count(RequestOutcome.ANSWERED) == 3);
			assertThat(producer.unaccounted()).isZero();
		}
	}

	@Test
	void theRequestOfAClientThatIsGoneIsSentNoMore() throws Exception {
		try (StandInConsumer consumer = StandInConsumer.start(nats.url(), (it, request) -> it.refuse(request, "503"));
				TestProducer producer = TestProducer.withDoor(nats.url(), "producer.timeout=59s",
						"producer.retry.max-attempts=100", "producer.retry.max-delay=500ms",
						"producer.retry.per-second=10000")) {
			send(producer, head(BODY.length()) + BODY);
			consumer.awaitReceived(5);
			this.sockets.getFirst().close();
			await(() -> producer.count(RequestOutcome.REFUSED) == 1);
			assertThat(producer.gauge("task.requests.in.flight")).isZero();
			assertThat(producer.unaccounted()).isZero();
		}
	}

	@Test
	void aNextRequestOnTheSameConnectionIsNoSignOfItsEnd() throws Exception {
		try (StandInConsumer consumer = StandInConsumer.silent(nats.url());
				TestProducer producer = TestProducer.withDoor(nats.url())) {
			Socket socket = send(producer, (head(BODY.length()) + BODY).repeat(2));
			consumer.awaitReceived(1);
			// So that it is looked for several times.
			TimeUnit.SECONDS.sleep(1);
			consumer.answer(consumer.received().getFirst());
			consumer.awaitReceived(2);
			consumer.answer(consumer.received().getLast());
			String answers = "";
			while (answers.split("200", -1).length < 3) {
				answers += new String(socket.getInputStream().readNBytes(1), StandardCharsets.US_ASCII);
			}
			assertThat(producer.count(RequestOutcome.ANSWERED)).isEqualTo(2);
		}
	}

	@Test
	void aBodyThatStopsHalfwayIsGivenUp() throws Exception {
		try (TestProducer producer = TestProducer.withDoor(nats.url(), "server.tomcat.connection-timeout=300ms")) {
			Socket socket = send(producer, head(100) + BODY);
			assertThat(firstLine(socket)).contains("408");
			await(() -> producer.activeHttpRequests() == 0);
		}
	}

	@Test
	void aBodyThatComesByteByByteIsGivenUpWhenTheBudgetWouldHaveEnded() throws Exception {
		try (TestProducer producer = TestProducer.withDoor(nats.url(), "producer.timeout=1s")) {
			Socket socket = send(producer, head(100_000));
			Thread dripping = Thread.ofVirtual().start(() -> drip(socket));
			assertThat(firstLine(socket)).contains("408");
			await(() -> producer.activeHttpRequests() == 0);
			socket.close();
			dripping.join();
		}
	}

	@Test
	void aHeadThatComesByteByByteIsGivenUpLikeOneThatStops() throws Exception {
		try (TestProducer producer = TestProducer.withDoor(nats.url(), "server.tomcat.connection-timeout=2s")) {
			Socket socket = send(producer, "POST /tasks HTTP/1.1\r\nHost: h\r\nX: ");
			Thread dripping = Thread.ofVirtual().start(() -> drip(socket));
			assertThat(isHungUp(socket)).isTrue();
			socket.close();
			dripping.join();
		}
	}

	@Test
	void theRestOfABodyThatNobodyReadsIsNotAwaitedForLong() throws Exception {
		try (TestProducer producer = TestProducer.withDoor(nats.url(), "server.tomcat.connection-timeout=2s")) {
			Socket socket = send(producer, "POST /nothing HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n");
			Thread dripping = Thread.ofVirtual().start(() -> drip(socket));
			assertThat(firstLine(socket)).contains("404");
			assertThat(isHungUp(socket)).isTrue();
			socket.close();
			dripping.join();
		}
	}

	@Test
	void whatComesAfterABodyThatNobodyReadIsTheNextRequest() throws Exception {
		try (TestProducer producer = TestProducer.withDoor(nats.url())) {
			Socket socket = send(producer, "POST /nothing HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n"
					+ "x".repeat(100_000) + "GET /tasks HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
			String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
			assertThat(answers.lines().filter((line) -> line.startsWith("HTTP/1.1"))).map(String::strip)
				.containsExactly("HTTP/1.1 404", "HTTP/1.1 405");
		}
	}

	@Test
	void aSlowHeadAfterALongRequestHasItsOwnTime() throws Exception {
		try (StandInConsumer consumer = StandInConsumer.silent(nats.url());
				TestProducer producer = TestProducer.withDoor(nats.url(), "server.tomcat.connection-timeout=2s")) {
			String next = head(BODY.length()) + BODY;
			Socket socket = send(producer, next + next.substring(0, 30));
			consumer.awaitReceived(1);
			// Longer than the limit for a head.
			TimeUnit.MILLISECONDS.sleep(2_500);
			consumer.answer(consumer.received().getFirst());
			assertThat(firstLine(socket)).contains("200");
			socket.getOutputStream().write(next.substring(30).getBytes(StandardCharsets.US_ASCII));
			consumer.awaitReceived(2);
			// The producer would wait for it when it stops.
			consumer.answer(consumer.received().getLast());
		}
	}

	@Test
	void manyWhoWaitInTheMiddleOfARequestAreAtMostWhatMemoryAllows() throws Exception {
		try (StandInConsumer consumer = StandInConsumer.answering(nats.url());
				TestProducer producer = TestProducer.withDoor(nats.url(), "server.tomcat.max-connections=20",
						"server.tomcat.connection-timeout=2s")) {
			for (int i = 0; i < 60; i++) {
				send(producer, head(100) + BODY);
			}
			await(() -> producer.activeHttpRequests() > 0);
			assertThat(producer.activeHttpRequests()).isLessThanOrEqualTo(20);
			await(() -> post(producer).statusCode() == 200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/error", "/error;x=1", "/%65rror", "/error?x" })
	void thereIsNoPageForErrorsThatDidNotHappen(String path) throws Exception {
		try (TestProducer producer = TestProducer.withDoor(nats.url())) {
			assertThat(get(producer, path).statusCode()).isEqualTo(404);
		}
	}

	@Test
	@ResourceLock(Resources.SYSTEM_OUT)
	void mistakesOfClientsFillNoLog(CapturedOutput output) throws Exception {
		try (TestProducer producer = TestProducer.withDoor(nats.url())) {
			for (int i = 0; i < 200; i++) {
				assertThat(get(producer, "/tasks").statusCode()).isEqualTo(405);
				assertThat(get(producer, "/nothing").statusCode()).isEqualTo(404);
			}
			// Other tests may log at the same time.
			assertThat(output.getAll().lines())
				.filteredOn((line) -> line.contains("PageNotFound") || line.contains("ExceptionResolver"))
				.isEmpty();
		}
	}

	private Socket send(TestProducer producer, String text) throws IOException {
		Socket socket = new Socket("localhost", producer.httpPort());
		socket.setSoTimeout(30_000);
		this.sockets.add(socket);
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	private static String head(int length) {
		return "POST /tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " + length
				+ "\r\n\r\n";
	}

	private static void drip(Socket socket) {
		try {
			OutputStream out = socket.getOutputStream();
			for (int i = 0; i < 100_000; i++) {
				out.write(' ');
				TimeUnit.MILLISECONDS.sleep(20);
			}
		}
		catch (IOException ex) {
			// The server has given it up.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Waits for the end of what the server says, or of the connection.
	 */
	private static boolean isHungUp(Socket socket) {
		try {
			return socket.getInputStream().transferTo(OutputStream.nullOutputStream()) >= 0;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	private static String firstLine(Socket socket) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = socket.getInputStream().read(); c >= 0 && c != '\r'; c = socket.getInputStream().read()) {
			line.append((char) c);
		}
		return line.toString();
	}

	private HttpResponse<String> get(TestProducer producer, String path) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(uri(producer, path)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> post(TestProducer producer) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(uri(producer, "/tasks"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(BODY))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static URI uri(TestProducer producer, String path) {
		return URI.create("http://localhost:" + producer.httpPort() + path);
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(condition);
	}

}
