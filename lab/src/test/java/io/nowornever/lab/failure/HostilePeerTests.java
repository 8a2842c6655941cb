package io.nowornever.lab.failure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.impl.Headers;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Peers that take what they can get, against services with the memory that they have in a
 * container.
 */
@Tag("integration")
class HostilePeerTests {

	private static final Duration EXIT_LIMIT = Duration.ofSeconds(40);

	private static Testbed testbed;

	@BeforeAll
	static void start() {
		testbed = Testbed.start();
	}

	@AfterAll
	static void stop() {
		testbed.close();
	}

	@Test
	void eightHundredHalfSentRequestsEndNoProducer() throws IOException, InterruptedException {
		ServiceProcess consumer = testbed.consumer("patient", "--consumer.work.min=0s", "--consumer.work.max=0s")
			.awaitReady();
		ServiceProcess producer = testbed.producer("door", "--producer.load.enabled=false").awaitReady();
		URI address = producer.address();
		List<Socket> clients = new CopyOnWriteArrayList<>();
		List<Thread> threads = new ArrayList<>();
		try {
			for (int i = 0; i < 800; i++) {
				threads.add(Thread.ofVirtual().start(() -> sendHalf(address, clients)));
			}
			Watch.await().until(() -> post(address) == 200);
		}
		finally {
			for (Thread thread : threads) {
				thread.join();
			}
			for (Socket client : clients) {
				client.close();
			}
		}
		producer.terminate();
		assertThat(producer.awaitExit(EXIT_LIMIT)).isEqualTo(143);
		consumer.kill();
	}

	@Test
	@SuppressWarnings("try") // closing a connection may be interrupted
	void sixHundredBodiesOfAMegabyteEndNoConsumer() throws IOException, InterruptedException {
		for (String overload : List.of("gate", "none")) {
			ServiceProcess consumer = testbed
				.consumer("large-" + overload, "--consumer.work.min=5ms", "--consumer.work.max=5ms",
						"--consumer.overload=" + overload)
				.awaitReady();
			try (Connection client = Nats
				.connect(Options.builder().server(testbed.broker().url()).maxMessagesInOutgoingQueue(20).build())) {
				byte[] body = ("{\"user_id\":17,\"x\":\"" + "x".repeat(1_000_000) + "\"}")
					.getBytes(StandardCharsets.US_ASCII);
				String inbox = client.createInbox();
				for (int i = 0; i < 600; i++) {
					client.publish("tasks.now", inbox, headers(), body);
				}
				assertThat(consumer.isAlive()).isTrue();
				Watch.await()
					.until(() -> client.request("tasks.now", headers(),
							"{\"user_id\":17}".getBytes(StandardCharsets.US_ASCII), Duration.ofSeconds(5)),
							(reply) -> reply != null && !reply.isStatusMessage()
									&& reply.getHeaders().getFirst("Nats-Service-Error-Code") == null);
			}
			assertThat(consumer.isReady()).isTrue();
			consumer.terminate();
			assertThat(consumer.awaitExit(EXIT_LIMIT)).isEqualTo(143);
		}
	}

	/**
	 * Those that the server does not let in get none of its memory.
	 */
	private static void sendHalf(URI address, List<Socket> clients) {
		Socket client = new Socket();
		clients.add(client);
		try {
			client.connect(new InetSocketAddress(address.getHost(), address.getPort()), 20_000);
			client.getOutputStream()
				.write(("POST /tasks HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n"
						+ "\r\n" + "x".repeat(59_000))
					.getBytes(StandardCharsets.US_ASCII));
		}
		catch (IOException ex) {
			// It was not let in, or was given up.
		}
	}

	private static Headers headers() {
		return new Headers().put("Sent-At", Long.toString(System.currentTimeMillis())).put("Timeout-Ms", "5000");
	}

	private static int post(URI address) throws IOException {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http
				.send(HttpRequest.newBuilder(address.resolve("/tasks"))
					.timeout(Duration.ofSeconds(10))
					.header("Content-Type", "application/json")
					.POST(HttpRequest.BodyPublishers.ofString("{\"user_id\":17}"))
					.build(), HttpResponse.BodyHandlers.discarding())
				.statusCode();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return 0;
		}
		catch (HttpTimeoutException ex) {
			return 0;
		}
	}

}
