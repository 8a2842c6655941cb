package io.nowornever.testbed.network;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A link that is cut.
 */
class LinkProxyCutTests extends ProxiedSockets {

	private static final LinkConditions CUT = LinkConditions.GOOD.withCut(Cut.BOTH);

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

}
