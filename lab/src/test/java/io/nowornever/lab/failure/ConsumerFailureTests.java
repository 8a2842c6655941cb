package io.nowornever.lab.failure;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.nowornever.testbed.service.ConsumerFigures;
import io.nowornever.testbed.service.ProducerFigures;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One consumer stays; what happens to the others must not touch what it was given.
 */
@Tag("integration")
class ConsumerFailureTests {

	private static final int TERMINATED = 143;

	private static Testbed testbed;

	private static ServiceProcess producer;

	@BeforeAll
	static void start() {
		testbed = Testbed.start();
		ServiceProcess steady = consumer("steady", "20ms", "40ms").awaitReady();
		producer = testbed
			.producer("producer", "--producer.load.rate=20", "--producer.timeout=10s", "--producer.balance=group",
					"--nats.ping-interval=60s")
			.awaitReady();
		Watch.awaitConsumed(steady, (figures) -> figures.answered() > 0);
	}

	@AfterAll
	static void stop() {
		testbed.close();
	}

	@Test
	void ofAKilledConsumerOnlyWhatItHeldIsLost() {
		ServiceProcess victim = consumer("victim", "300ms", "300ms").awaitReady();
		ProducerFigures before = Watch.figures(producer);
		Watch.awaitConsumed(victim, (figures) -> figures.answered() > 0 && figures.backlog() > 0);
		producer.pause();
		long held = awaitNothingOnTheWay(victim).backlog() + 1;
		victim.kill();
		producer.resume();
		ProducerFigures after = Watch.await(producer,
				(figures) -> figures.timedOut() > before.timedOut() && figures.inFlight() == 0);
		assertThat(after.timedOut() - before.timedOut()).isBetween(1L, held);
		assertThat(after.settled() - before.settled())
			.isEqualTo(after.answered() - before.answered() + after.timedOut() - before.timedOut());
		assertThat(after.late()).isEqualTo(before.late());
		assertThat(after.duplicates()).isEqualTo(before.duplicates());
		Watch.assertOnlyAnswers(after, Watch.awaitMoreAnswers(producer));
	}

	@Test
	void ofATerminatedConsumerNothingIsLost() {
		ServiceProcess leaving = consumer("leaving", "80ms", "100ms").awaitReady();
		ProducerFigures before = Watch.figures(producer);
		Watch.awaitConsumed(leaving, (figures) -> figures.answered() > 0 && figures.backlog() > 0);
		leaving.terminate();
		assertThat(leaving.awaitExit(Duration.ofSeconds(30))).isEqualTo(TERMINATED);
		Watch.awaitMoreAnswers(producer);
		Watch.assertOnlyAnswers(before, Watch.awaitAllSettled(producer));
	}

	@Test
	void aSecondSignalStopsAConsumerInTheMiddleOfALongTask() {
		ServiceProcess busy = testbed
			.consumer("busy", "--consumer.queue-group=others", "--consumer.overload=none", "--consumer.work.min=30m",
					"--consumer.work.max=30m", "--spring.lifecycle.timeout-per-shutdown-phase=30m")
			.awaitReady();
		Watch.awaitConsumed(busy, (figures) -> figures.backlog() > 0);
		busy.terminate();
		Watch.await().until(() -> !busy.isReady());
		assertThat(busy.isAlive()).isTrue();
		busy.terminate();
		assertThat(busy.awaitExit(Duration.ofSeconds(60))).isEqualTo(TERMINATED);
	}

	/**
	 * The producer stands still, so that soon nothing more arrives.
	 */
	private static ConsumerFigures awaitNothingOnTheWay(ServiceProcess consumer) {
		AtomicLong mostReceived = new AtomicLong();
		Watch.await().during(Duration.ofMillis(250)).until(() -> {
			long received = Watch.consumed(consumer).received();
			return received <= mostReceived.getAndAccumulate(received, Math::max);
		});
		return Watch.consumed(consumer);
	}

	private static ServiceProcess consumer(String name, String min, String max) {
		return testbed.consumer(name, "--consumer.work.min=" + min, "--consumer.work.max=" + max);
	}

}
