package io.nowornever.testbed.broker;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import io.nowornever.testbed.TestbedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static io.nowornever.testbed.broker.Passing.LIMIT;
import static io.nowornever.testbed.broker.Passing.SILENCE;
import static io.nowornever.testbed.broker.Passing.awaitPassed;
import static io.nowornever.testbed.broker.Passing.drain;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What two regions pass on to each other, and what they keep to themselves.
 */
@Tag("integration")
class BrokerRegionsTests {

	private static final Duration DELAY = Duration.ofMillis(5);

	private static final int MANY = 100;

	/** What brokers tell each other about themselves meanwhile, at the most. */
	private static final int BROKERS_OWN = 20;

	private static BrokerCluster regions;

	private Connection here;

	private Connection there;

	@BeforeAll
	static void start() {
		regions = BrokerCluster.startRegions(DELAY, "ping_interval: \"250ms\"\nping_max: 2\n");
	}

	@AfterAll
	static void stop() {
		regions.close();
	}

	@BeforeEach
	void connect() throws Exception {
		this.here = connect(1);
		this.there = connect(2);
	}

	@AfterEach
	void disconnect() throws InterruptedException {
		this.here.close();
		this.there.close();
	}

	@Test
	void aQueueGroupAnswersInItsOwnRegionAsLongAsItHasAMemberThere() throws Exception {
		member(this.there, "there");
		awaitAnswer("there");
		Dispatcher own = member(this.here, "here");
		awaitAnswer("here");
		long before = regions.crossed();
		for (int i = 0; i < MANY; i++) {
			assertThat(answer()).isEqualTo("here");
		}
		assertThat(regions.crossed() - before).isLessThanOrEqualTo(BROKERS_OWN);
		this.here.closeDispatcher(own);
		awaitAnswer("there");
	}

	@Test
	void whatIsAnsweredInTheOtherRegionTakesTwoWaysAndTwoMessages() throws Exception {
		member(this.there, "there");
		awaitAnswer("there");
		long before = regions.crossed();
		for (int i = 0; i < MANY; i++) {
			long beganNanos = System.nanoTime();
			assertThat(answer()).isEqualTo("there");
			assertThat(System.nanoTime() - beganNanos).isGreaterThanOrEqualTo(2 * DELAY.toNanos());
		}
		assertThat(regions.crossed() - before).isBetween(2L * MANY, 2L * MANY + BROKERS_OWN);
	}

	@Test
	void aMessageCrossesOnceHoweverManyListen() throws Exception {
		List<Subscription> all = IntStream.range(0, 5).mapToObj((each) -> this.there.subscribe("words")).toList();
		awaitPassed(this.here, all.getLast());
		for (Subscription each : all) {
			drain(each);
		}
		long before = regions.crossed();
		for (int i = 0; i < MANY; i++) {
			this.here.publish("words", new byte[1]);
		}
		for (Subscription each : all) {
			for (int i = 0; i < MANY; i++) {
				assertThat(each.nextMessage(LIMIT)).isNotNull();
			}
		}
		assertThat(regions.crossed() - before).isBetween((long) MANY, (long) MANY + BROKERS_OWN);
	}

	@Test
	void whereNobodyListensInAnyRegionThatIsToldAtOnce() throws Exception {
		Subscription inbox = this.here.subscribe("inbox");
		this.here.publish("nobody", "inbox", new byte[0]);
		Message told = inbox.nextMessage(LIMIT);
		assertThat(told.isStatusMessage()).isTrue();
		assertThat(told.getStatus().getCode()).isEqualTo(503);
	}

	@Test
	void theyAreCutOffFromEachOtherUntilThatIsMended() throws Exception {
		Subscription away = this.there.subscribe("words");
		Subscription athome = this.here.subscribe("words");
		awaitPassed(this.here, away);
		regions.split();
		drain(away);
		drain(athome);
		this.here.publish("words", new byte[1]);
		assertThat(athome.nextMessage(LIMIT)).isNotNull();
		assertThat(away.nextMessage(SILENCE)).isNull();
		regions.mend();
		awaitPassed(this.here, away);
		regions.awaitJoined();
	}

	@Test
	void thereAreTwo() {
		assertThatExceptionOfType(TestbedException.class).isThrownBy(() -> regions.broker(3))
			.withMessage("There is no broker 3: the cluster has 1 to 2");
	}

	private static Connection connect(int number) throws Exception {
		return Nats.connect(Options.builder().server(regions.broker(number).url()).ignoreDiscoveredServers().build());
	}

	private static Dispatcher member(Connection connection, String name) {
		return connection.createDispatcher((message) -> connection.publish(message.getReplyTo(), name.getBytes(UTF_8)))
			.subscribe("tasks", "workers");
	}

	private void awaitAnswer(String name) {
		await().atMost(LIMIT).until(() -> name.equals(answer()));
	}

	private String answer() throws InterruptedException {
		Message answer = this.here.request("tasks", new byte[0], LIMIT);
		return (answer == null) ? "" : new String(answer.getData(), UTF_8);
	}

}
