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
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A party and a broker that are nothing but sockets, so that each byte can be seen.
 */
@Timeout(60)
class LinkProxyTests {

	private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

	private static final int LIMIT_MILLIS = 30_000;

	/**
	 * How long nothing must come where nothing may.
	 */
	private static final int SILENCE_MILLIS = 200;

	private static final LinkConditions CUT = LinkConditions.GOOD.withCut(Cut.BOTH);

	private ServerSocket listener;

	private LinkProxy link;

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

	@Test
	void bytesComeThroughBothWaysAndSoDoesTheEnd() throws IOException {
		Socket party = connect();
		Socket broker = accept();
		send(party, "PING");
		assertThat(receive(broker, 4)).isEqualTo("PING");
		send(broker, "PONG");
		assertThat(receive(party, 4)).isEqualTo("PONG");
		party.shutdownOutput();
		assertThat(broker.getInputStream().read()).isEqualTo(-1);
		send(broker, "BYE");
		assertThat(receive(party, 3)).isEqualTo("BYE");
		broker.close();
		assertThat(party.getInputStream().read()).isEqualTo(-1);
		awaitNoConnection();
	}

	@Test
	void delayAndJitterNeverChangeTheOrderOfBytes() throws Exception {
		this.link.change(LinkConditions.GOOD.withDelay(Duration.ofMillis(10), Duration.ofMillis(10)));
		byte[] sent = randomBytes(100_000);
		Socket party = connect();
		Socket broker = accept();
		CompletableFuture<Void> sending = inBackground(() -> {
			for (int i = 0; i < sent.length; i += 1_000) {
				party.getOutputStream().write(sent, i, 1_000);
			}
		});
		assertThat(broker.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
		sending.get();
	}

	@Test
	void whatIsDelayedTakesThatLongAtLeast() throws IOException {
		Socket party = connect();
		Socket broker = accept();
		this.link.change(LinkConditions.GOOD.withDelay(Duration.ofMillis(150), Duration.ofMillis(50)));
		long began = System.nanoTime();
		send(party, "PING");
		receive(broker, 4);
		send(broker, "PONG");
		receive(party, 4);
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(200));
	}

	@Test
	void aShorterDelayIsFeltByWhatIsOnItsWay() throws IOException {
		Socket party = connect();
		Socket broker = accept();
		this.link.change(LinkConditions.GOOD.withDelay(Duration.ofMinutes(1), Duration.ZERO));
		send(party, "PING");
		assertSilent(broker);
		this.link.change(LinkConditions.GOOD);
		assertThat(receive(broker, 4)).isEqualTo("PING");
	}

	@Test
	void bandwidthIsSharedByTheConnectionsOfAWay() throws Exception {
		this.link.change(LinkConditions.GOOD.withBytesPerSecond(100_000));
		Socket party = connect();
		Socket broker = accept();
		Socket otherParty = connect();
		Socket otherBroker = accept();
		long began = System.nanoTime();
		party.getOutputStream().write(new byte[30_000]);
		otherParty.getOutputStream().write(new byte[30_000]);
		broker.getInputStream().readNBytes(30_000);
		otherBroker.getInputStream().readNBytes(30_000);
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(500));
	}

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void whatACutHoldsComesWhenItIsMended(Cut cut) throws IOException {
		Socket party = connect();
		Socket broker = accept();
		this.link.change(LinkConditions.GOOD.withCut(cut));
		send(party, "PING");
		send(broker, "PONG");
		if (cut != Cut.FROM_BROKER) {
			assertSilent(broker);
		}
		if (cut != Cut.TO_BROKER) {
			assertSilent(party);
		}
		if (cut == Cut.TO_BROKER) {
			assertThat(receive(party, 4)).isEqualTo("PONG");
		}
		if (cut == Cut.FROM_BROKER) {
			assertThat(receive(broker, 4)).isEqualTo("PING");
		}
		this.link.change(LinkConditions.GOOD);
		if (cut != Cut.FROM_BROKER) {
			assertThat(receive(broker, 4)).isEqualTo("PING");
		}
		if (cut != Cut.TO_BROKER) {
			assertThat(receive(party, 4)).isEqualTo("PONG");
		}
	}

	@Test
	void underACutASenderStandsStillInTheEndAndNothingIsLost() throws Exception {
		byte[] sent = randomBytes(32 << 20);
		Socket party = connect();
		Socket broker = accept();
		this.link.change(CUT);
		AtomicLong written = new AtomicLong();
		CompletableFuture<Void> sending = inBackground(() -> {
			for (int i = 0; i < sent.length; i += 1 << 10) {
				party.getOutputStream().write(sent, i, 1 << 10);
				written.addAndGet(1 << 10);
			}
			party.shutdownOutput();
		});
		AtomicLong before = new AtomicLong();
		await().pollInterval(Duration.ofMillis(SILENCE_MILLIS)).atMost(Duration.ofMillis(LIMIT_MILLIS)).until(() -> {
			long now = written.get();
			return before.getAndSet(now) == now && now >= Pipe.MOST_BYTES;
		});
		assertThat(written.get()).isLessThan(sent.length / 2);
		this.link.change(LinkConditions.GOOD);
		assertThat(broker.getInputStream().readAllBytes()).isEqualTo(sent);
		sending.get();
	}

	@Test
	void underACutTheBrokerLearnsOfNoEndUntilItIsMended() throws IOException {
		Socket party = connect();
		Socket broker = accept();
		this.link.change(CUT);
		party.close();
		assertSilent(broker);
		this.link.change(LinkConditions.GOOD);
		assertThat(broker.getInputStream().read()).isEqualTo(-1);
	}

	@Test
	void aPartyThatHasGoneEndsTheBrokersSideEvenIfThatOnlySends() throws Exception {
		Socket party = connect();
		Socket broker = accept();
		party.setSoLinger(true, 0);
		party.close();
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> {
			while (true) {
				broker.getOutputStream().write(new byte[1_000]);
			}
		});
		awaitNoConnection();
	}

	@Test
	void underACutANewConnectionIsSilentAndReachesTheBrokerWhenItIsMended() throws IOException {
		this.link.change(CUT);
		Socket party = connect();
		assertNobodyComes();
		assertSilent(party);
		this.link.change(LinkConditions.GOOD);
		Socket broker = accept();
		send(broker, "INFO");
		assertThat(receive(party, 4)).isEqualTo("INFO");
	}

	@Test
	void whoGivesUpConnectingUnderACutNeverReachesTheBroker() throws IOException {
		this.link.change(CUT);
		Socket party = connect();
		await().atMost(Duration.ofMillis(LIMIT_MILLIS)).until(() -> this.link.connections() == 1);
		party.close();
		awaitNoConnection();
		this.link.change(LinkConditions.GOOD);
		assertNobodyComes();
	}

	@ParameterizedTest
	@EnumSource
	void aResetEndsBothSidesAtOnceUnderAnyCut(Cut cut) throws IOException {
		Socket party = connect();
		Socket broker = accept();
		this.link.change(LinkConditions.GOOD.withCut(cut));
		this.link.reset();
		assertReset(party);
		assertReset(broker);
		awaitNoConnection();
		this.link.change(LinkConditions.GOOD);
		assertPasses(connect(), accept());
	}

	@Test
	void whoConnectsWhileTheBrokerIsAwayIsResetAtOnceAndThePortStays() throws IOException {
		InetSocketAddress address = (InetSocketAddress) this.listener.getLocalSocketAddress();
		this.listener.close();
		int port = this.link.port();
		assertNobodyIsThere();
		awaitNoConnection();
		this.listener = new ServerSocket(address.getPort(), 5, LOOPBACK);
		assertPasses(connect(), accept());
		assertThat(this.link.port()).isEqualTo(port);
	}

	@Test
	void closeEndsConnectionsAndFreesThePort() throws IOException {
		Socket party = connect();
		Socket broker = accept();
		this.link.close();
		assertReset(party);
		assertReset(broker);
		assertThatExceptionOfType(SocketException.class).isThrownBy(this::connect);
		assertThat(this.link.connections()).isZero();
	}

	private Socket connect() throws IOException {
		Socket party = new Socket();
		this.opened.add(party);
		party.connect(new InetSocketAddress(LOOPBACK, this.link.port()), LIMIT_MILLIS);
		return party;
	}

	/**
	 * The reset may come while the connection is still being made.
	 */
	private void assertNobodyIsThere() throws IOException {
		Socket party;
		try {
			party = connect();
		}
		catch (SocketException ex) {
			return;
		}
		assertReset(party);
	}

	private Socket accept() throws IOException {
		Socket broker = this.listener.accept();
		this.opened.add(broker);
		return broker;
	}

	private void awaitNoConnection() {
		await().atMost(Duration.ofMillis(LIMIT_MILLIS)).until(() -> this.link.connections() == 0);
	}

	private void assertNobodyComes() throws IOException {
		this.listener.setSoTimeout(SILENCE_MILLIS);
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(this.listener::accept);
		this.listener.setSoTimeout(LIMIT_MILLIS);
	}

	private static void assertReset(Socket socket) throws IOException {
		socket.setSoTimeout(LIMIT_MILLIS);
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> socket.getInputStream().read())
			.withMessageContaining("reset");
	}

	/**
	 * Neither a byte nor an end.
	 */
	private static void assertSilent(Socket socket) throws IOException {
		socket.setSoTimeout(SILENCE_MILLIS);
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> socket.getInputStream().read());
	}

	private static void assertPasses(Socket party, Socket broker) throws IOException {
		send(party, "PING");
		assertThat(receive(broker, 4)).isEqualTo("PING");
	}

	private static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static String receive(Socket socket, int length) throws IOException {
		socket.setSoTimeout(LIMIT_MILLIS);
		return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
	}

	private static CompletableFuture<Void> inBackground(Step step) {
		return CompletableFuture.runAsync(() -> {
			try {
				step.run();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}, (task) -> Thread.ofVirtual().start(task));
	}

	private static byte[] randomBytes(int count) {
		byte[] bytes = new byte[count];
		new Random(1).nextBytes(bytes);
		return bytes;
	}

	private interface Step {

		void run() throws IOException;

	}

}
