package io.nowornever.lab.scene;

import java.time.Duration;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.DoubleStream;

import io.nowornever.lab.scene.SingleQueue.Foresight;
import io.nowornever.lab.scene.SingleQueue.Server;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SingleQueueTests {

	@Test
	void whatCannotBeDoneInTimeIsLeft() {
		assertThat(answered(2_500, List.of(server(1, 1_000)), 0, 0, 0)).containsExactly(0, 1);
	}

	@Test
	void theOldestThatCanBeDoneInTimeIsTaken() {
		assertThat(answered(1_500, List.of(server(1, 1_000, 600)), 0, 0, 300)).containsExactly(0, 2);
	}

	@Test
	void whatASlowOneWouldBeLateWithWaitsForAQuickOne() {
		List<Server> servers = List.of(server(1, 3_000), server(1, 100));
		assertThat(answered(200, servers, 0, 50)).containsExactly(0, 1);
	}

	@Test
	void theQuickestThatIsFreeTakesARequest() {
		List<Server> servers = List.of(server(1, 900, 900), server(1, 100, 5_000));
		assertThat(answered(1_000, servers, 0, 200)).containsExactly(0, 1);
	}

	@Test
	void aTaskThatIsLongerThanAnyRequestWaitsIsNotBegun() {
		assertThat(answered(1_000, List.of(server(1, 500, 9_000, 500)), 0, 600, 1_200)).containsExactly(0, 1, 2);
	}

	@Test
	void workersOfOneConsumerWorkAtTheSameTime() {
		assertThat(answered(1_000, List.of(server(3, 1_000)), 0, 0, 0, 0)).containsExactly(0, 1, 2);
	}

	@Test
	void atTwiceTheCapacityHalfIsAnswered() {
		long[] arrivals = new long[10_000];
		for (int i = 0; i < arrivals.length; i++) {
			arrivals[i] = 50L * i;
		}
		assertThat(answered(1_000, List.of(server(1, 100)), arrivals)).hasSizeBetween(5_000, 5_020);
	}

	@Test
	void withoutForesightARequestIsLeftThatOnlyAQuickTaskWouldFinish() {
		List<Server> servers = List.of(server(1, 500, 400, 900));
		assertThat(answered(Foresight.CLAIRVOYANT, 1_000, servers, 0, 100)).containsExactly(0, 1);
		servers = List.of(server(1, 500, 400, 900));
		assertThat(answered(Foresight.NON_CLAIRVOYANT, 1_000, servers, 0, 100)).containsExactly(0);
	}

	@Test
	void withoutForesightATaskMayTurnOutTooLong() {
		PrimitiveIterator.OfDouble durations = DoubleStream.of(300, 1_500, 300).iterator();
		Server surprising = new Server(1, 500, 600, durations::nextDouble);
		assertThat(answered(Foresight.NON_CLAIRVOYANT, 1_000, List.of(surprising), 0, 500, 700)).containsExactly(0);
	}

	private static List<Integer> answered(double budget, List<Server> servers, long... arrivals) {
		return answered(Foresight.CLAIRVOYANT, budget, servers, arrivals);
	}

	private static List<Integer> answered(Foresight foresight, double budget, List<Server> servers, long... arrivals) {
		return SingleQueue.answered(arrivals, budget, foresight, servers).stream().boxed().toList();
	}

	/**
	 * A consumer whose tasks take as long as given, the last one for ever.
	 */
	private static Server server(int workers, double... durations) {
		double last = durations[durations.length - 1];
		PrimitiveIterator.OfDouble all = DoubleStream
			.concat(DoubleStream.of(durations), DoubleStream.generate(() -> last))
			.iterator();
		return new Server(workers, durations[0], DoubleStream.of(durations).max().orElseThrow(), all::nextDouble);
	}

	@Test
	void aServerDoesItsTasksAsItWasSeenToAndThenAsSomeOfThem() {
		Server server = Server.asSeen(new double[] { 200, 300, 250 }, 2, Duration.ofMillis(1), Duration.ofMillis(2));
		assertThat(durations(server, 3)).containsExactly(200.0, 300.0, 250.0);
		assertThat(durations(server, 50)).containsOnly(200.0, 300.0, 250.0);
		assertThat(server.meanMillis()).isEqualTo(250);
		assertThat(server.mostMillis()).isCloseTo(250 + 2 * 100 / 3.0, within(1e-9));
	}

	@Test
	void aServerThatWasNotSeenTakesAsLongAsItMay() {
		Server server = Server.asSeen(new double[0], 2, Duration.ofMillis(200), Duration.ofMillis(300));
		assertThat(durations(server, 200)).allMatch((millis) -> millis >= 200 && millis < 300).doesNotHaveDuplicates();
		assertThat(server.meanMillis()).isEqualTo(250);
		assertThat(server.mostMillis()).isEqualTo(300);
	}

	private static List<Double> durations(Server server, int times) {
		return DoubleStream.generate(server.durations()).limit(times).boxed().toList();
	}

}
