package io.nowornever.testbed.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A link that is good, slow, or reset.
 */
class LinkProxyTests extends ProxiedSockets {

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

}
