package io.nowornever.testbed.broker;

import java.time.Duration;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import io.nowornever.testbed.TestbedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@Tag("integration")
class BrokerClusterTests {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final Duration SILENCE = Duration.ofMillis(300);

	private static BrokerCluster cluster;

	@BeforeAll
	static void start() {
		cluster = BrokerCluster.start("ping_interval: \"250ms\"\nping_max: 2\n");
	}

	@AfterAll
	static void stop() {
		cluster.close();
	}

	@Test
	@SuppressWarnings("try") // closing a connection may be interrupted
	void theThirdIsCutOffFromTheOthersUntilThatIsMended() throws Exception {
		try (Connection first = connect(1); Connection second = connect(2); Connection third = connect(3)) {
			Subscription atSecond = second.subscribe("words");
			Subscription atThird = third.subscribe("words");
			awaitPassed(first, atThird);
			awaitPassed(third, atSecond);
			cluster.split();
			drain(atThird);
			drain(atSecond);
			first.publish("words", new byte[1]);
			assertThat(atThird.nextMessage(SILENCE)).isNull();
			assertThat(atSecond.nextMessage(LIMIT)).isNotNull();
			third.publish("words", new byte[1]);
			assertThat(atThird.nextMessage(LIMIT)).isNotNull();
			assertThat(atSecond.nextMessage(SILENCE)).isNull();
			cluster.mend();
			awaitPassed(first, atThird);
			awaitPassed(third, atSecond);
			cluster.awaitJoined();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 4 })
	void thereAreThree(int number) {
		assertThatExceptionOfType(TestbedException.class).isThrownBy(() -> cluster.broker(number))
			.withMessage("There is no broker " + number + ": the cluster has 1 to 3");
	}

	private static Connection connect(int number) throws Exception {
		return Nats.connect(Options.builder().server(cluster.broker(number).url()).ignoreDiscoveredServers().build());
	}

	private static void awaitPassed(Connection from, Subscription to) {
		await().atMost(LIMIT).until(() -> {
			from.publish("words", new byte[1]);
			return to.nextMessage(SILENCE) != null;
		});
	}

	private static void drain(Subscription subscription) {
		await().atMost(LIMIT).until(() -> subscription.nextMessage(SILENCE) == null);
	}

}
