package io.nowornever.testbed.broker;

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

import static io.nowornever.testbed.broker.Passing.LIMIT;
import static io.nowornever.testbed.broker.Passing.SILENCE;
import static io.nowornever.testbed.broker.Passing.awaitPassed;
import static io.nowornever.testbed.broker.Passing.drain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Tag("integration")
class BrokerClusterTests {

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

}
