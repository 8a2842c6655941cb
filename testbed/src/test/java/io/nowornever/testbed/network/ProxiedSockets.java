package io.nowornever.testbed.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A party and a broker that are nothing but sockets, so that each byte can be seen, and a
 * link between them.
 */
@Timeout(60)
abstract class ProxiedSockets {

	static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

	static final int LIMIT_MILLIS = 30_000;

	/**
	 * How long nothing must come where nothing may.
	 */
	static final int SILENCE_MILLIS = 200;

	ServerSocket listener;

	LinkProxy link;

	private final List<Socket> opened = new ArrayList<>();

	@BeforeEach
	void start() throws IOException {
		this.listener = new ServerSocket(0, 5, LOOPBACK);
		this.listener.setSoTimeout(LIMIT_MILLIS);
		this.link = LinkProxy.to(this.listener.getLocalPort(), 1);
	}

	@AfterEach
	void close() throws IOException {
		this.link.close();
		this.listener.close();
		for (Socket socket : this.opened) {
			socket.close();
		}
	}

	Socket connect() throws IOException {
		Socket party = new Socket();
		this.opened.add(party);
		party.connect(new InetSocketAddress(LOOPBACK, this.link.port()), LIMIT_MILLIS);
		return party;
	}

	/**
	 * The reset may come while the connection is still being made.
	 */
	void assertNobodyIsThere() throws IOException {
		Socket party;
		try {
			party = connect();
		}
		catch (SocketException ex) {
			return;
		}
		assertReset(party);
	}

	Socket accept() throws IOException {
		Socket broker = this.listener.accept();
		this.opened.add(broker);
		return broker;
	}

	void awaitNoConnection() {
		await().atMost(Duration.ofMillis(LIMIT_MILLIS)).until(() -> this.link.connections() == 0);
	}

	void assertNobodyComes() throws IOException {
		this.listener.setSoTimeout(SILENCE_MILLIS);
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(this.listener::accept);
		this.listener.setSoTimeout(LIMIT_MILLIS);
	}

	static void assertReset(Socket socket) throws IOException {
		socket.setSoTimeout(LIMIT_MILLIS);
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> socket.getInputStream().read())
			.withMessageContaining("reset");
	}

	/**
	 * Neither a byte nor an end.
	 */
	static void assertSilent(Socket socket) throws IOException {
		socket.setSoTimeout(SILENCE_MILLIS);
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> socket.getInputStream().read());
	}

	static void assertPasses(Socket party, Socket broker) throws IOException {
		send(party, "PING");
		assertThat(receive(broker, 4)).isEqualTo("PING");
	}

	static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
	}

	static String receive(Socket socket, int length) throws IOException {
		socket.setSoTimeout(LIMIT_MILLIS);
		return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
	}

	static CompletableFuture<Void> inBackground(Step step) {
		return CompletableFuture.runAsync(() -> {
			try {
				step.run();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}, (task) -> Thread.ofVirtual().start(task));
	}

	static byte[] randomBytes(int count) {
		byte[] bytes = new byte[count];
		new Random(1).nextBytes(bytes);
		return bytes;
	}

	interface Step {

		void run() throws IOException;

	}

}
