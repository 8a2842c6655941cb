package io.nowornever.playground.throughput;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nowornever.playground.nats.PlaygroundServer;
import io.nowornever.playground.nats.ServerUnavailableException;
import io.nowornever.playground.throughput.RunResult.Subscribed;
import io.nowornever.testbed.broker.Broker;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The accounting of runs, against real servers. None of these claims depends on speed.
 */
@Tag("integration")
class SimulationTests {

	/**
	 * A subscriber that is quick enough keeps up with its publisher, and is not cut off.
	 */
	private static final int MOST_RUNS = 50;

	@AutoClose
	private static final PlaygroundServer server = PlaygroundServer.own();

	@Test
	void everySubscriberReceivesEveryMessage() throws Exception {
		RunResult result = run("messages=20000", "subscribers=3");
		assertThat(result.subscribers()).containsExactly(all(20_000), all(20_000), all(20_000));
		assertThat(result.received()).isEqualTo(3 * result.sent());
		assertThat(result.isComplete()).isTrue();
	}

	@Test
	void inAQueueGroupEachMessageIsReceivedOnce() throws Exception {
		RunResult result = run("messages=20000", "subscribers=3", "mode=queue");
		assertThat(result.received()).isEqualTo(20_000);
		assertThat(result.subscribers()).allMatch((each) -> each.received() > 0);
		assertThat(result.isComplete()).isTrue();
	}

	@Test
	void aStreamGivesEverySubscriberEveryMessage() throws Exception {
		RunResult result = run("messages=5000", "subscribers=2", "mode=jetstream");
		assertThat(result.subscribers()).containsExactly(all(5_000), all(5_000));
		assertThat(result.isComplete()).isTrue();
	}

	@Test
	void aStreamIsGoneAfterItsRun() throws Exception {
		run("messages=1000", "mode=jetstream");
		assertThat(streams()).isEmpty();
	}

	@Test
	void aSlowSubscriberHoldsUpThePublisherAndLosesNothing() throws Exception {
		RunResult result = run("messages=1000", "subscribers=2", "slow-micros=500", "window=16");
		assertThat(result.isComplete()).isTrue();
	}

	@Test
	@SuppressWarnings("try")
	void withoutABoundWhatASlowSubscriberCannotHoldIsCountedAsDropped() throws Exception {
		try (Broker patient = Broker.builder().configuration("max_pending: 1GB\nwrite_deadline: \"60s\"").start();
				PlaygroundServer given = PlaygroundServer.given(patient.url())) {
			int messages = 2_500;
			try (Simulation simulation = open(given, "messages=" + messages, "subscribers=2", "payload=64KB",
					"window=0", "slow-micros=10000", "limit-seconds=120")) {
				RunResult result = simulation.run((sample) -> {
					if (sample.sent() == messages) {
						simulation.stop();
					}
				});
				assertThat(result.subscribers().getFirst().dropped()).isPositive();
				assertThat(result.lost().dropped())
					.isEqualTo(result.subscribers().stream().mapToLong(Subscribed::dropped).sum());
				assertThat(result.received() + result.lost().total()).isEqualTo(result.due());
				assertThat(result.isComplete()).isFalse();
			}
		}
	}

	@Test
	@SuppressWarnings("try")
	void whatIsLostWithAConnectionThatTheServerClosesIsCounted() throws Exception {
		try (Broker impatient = Broker.builder().configuration("max_payload: 60KB\nmax_pending: 64KB").start();
				PlaygroundServer given = PlaygroundServer.given(impatient.url())) {
			RunResult result;
			int runs = 0;
			do {
				result = run(given, SimulationTests::ignore, "messages=2000", "subscribers=1", "payload=59KB",
						"window=0");
				assertThat(result.received() + result.lost().total()).isEqualTo(result.due());
				runs++;
			}
			while (!result.subscribers().getFirst().cutOff() && runs < MOST_RUNS);
			assertThat(result.subscribers().getFirst().cutOff()).isTrue();
			assertThat(result.lost().cutOff()).isPositive();
		}
	}

	@Test
	void aRunStopsByItselfAtItsLimit() throws Exception {
		RunResult result = run("messages=1000000", "subscribers=1", "slow-micros=5000", "window=50", "limit-seconds=1");
		assertThat(result.ending()).isEqualTo(Ending.TIME_LIMIT);
		assertThat(result.sent()).isBetween(1L, 999_999L);
		assertThat(result.received() + result.lost().total()).isEqualTo(result.due());
	}

	@Test
	void aRunThatIsStoppedAccountsForWhatItSent() throws Exception {
		try (Simulation simulation = open(server, "messages=1000000", "slow-micros=1000", "window=100")) {
			RunResult result = simulation.run((sample) -> {
				if (sample.received() > 0) {
					simulation.stop();
				}
			});
			assertThat(result.ending()).isEqualTo(Ending.STOPPED);
			assertThat(result.received() + result.lost().total()).isEqualTo(result.due());
		}
	}

	@Test
	@SuppressWarnings("try")
	void aServerThatDiesEndsTheRun() throws Exception {
		try (Broker mortal = Broker.start(); PlaygroundServer given = PlaygroundServer.given(mortal.url())) {
			RunResult result = run(given, (sample) -> {
				if (sample.received() > 0) {
					mortal.kill();
				}
			}, "messages=1000000", "slow-micros=1000", "window=100");
			assertThat(result.ending()).isEqualTo(Ending.LINK_BROKEN);
			assertThat(result.received() + result.lost().total()).isEqualTo(result.due());
			assertThat(result.isComplete()).isFalse();
		}
	}

	@Test
	void samplesOnlyGrowAndTheLastOneIsTheResult() throws Exception {
		List<Sample> samples = new CopyOnWriteArrayList<>();
		RunResult result = run(server, samples::add, "messages=20000", "subscribers=2");
		assertThat(samples).isSortedAccordingTo((one, other) -> Long.compare(one.received(), other.received()))
			.isSortedAccordingTo((one, other) -> Long.compare(one.sent(), other.sent()));
		assertThat(samples).isSortedAccordingTo((one, other) -> Boolean.compare(one.draining(), other.draining()));
		assertThat(samples.getLast().draining()).isTrue();
		assertThat(samples.getLast().sent()).isEqualTo(result.sent());
		assertThat(samples.getLast().received()).isEqualTo(result.received());
	}

	@Test
	@SuppressWarnings("try")
	void aServerWithoutJetStreamIsNamed() {
		try (Broker plain = Broker.start(); PlaygroundServer given = PlaygroundServer.given(plain.url())) {
			assertThatExceptionOfType(ServerUnavailableException.class)
				.isThrownBy(() -> open(given, "mode=jetstream").close())
				.withMessageContaining(plain.url())
				.withMessageContaining("JetStream");
		}
	}

	@Test
	@SuppressWarnings("try")
	void aPayloadLargerThanTheServerTakesIsRejected() {
		try (Broker small = Broker.builder().configuration("max_payload: 1KB").start();
				PlaygroundServer given = PlaygroundServer.given(small.url())) {
			assertThatExceptionOfType(RejectedSettingsException.class)
				.isThrownBy(() -> open(given, "payload=2KB").close())
				.withMessageContaining("at most 1024 bytes");
		}
	}

	@SuppressWarnings("try") // an interruption is passed on
	private static List<String> streams() throws Exception {
		try (Connection connection = Nats.connect(server.address())) {
			return connection.jetStreamManagement().getStreamNames();
		}
	}

	private static void ignore(Sample sample) {
	}

	private static Subscribed all(long count) {
		return new Subscribed(count, 0, false);
	}

	private static RunResult run(String... settings) throws InterruptedException {
		return run(server, SimulationTests::ignore, settings);
	}

	private static RunResult run(PlaygroundServer at, Consumer<Sample> listener, String... settings)
			throws InterruptedException {
		try (Simulation simulation = open(at, settings)) {
			return simulation.run(listener);
		}
	}

	private static Simulation open(PlaygroundServer at, String... settings) throws InterruptedException {
		Map<String, String> texts = new HashMap<>(Map.of("limit-seconds", "60"));
		for (String setting : settings) {
			String[] parts = setting.split("=", 2);
			texts.put(parts[0], parts[1]);
		}
		return Simulation.open(at, SettingsText.read(texts));
	}

}
