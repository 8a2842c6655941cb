package io.nowornever.lab.failure;

import java.time.Duration;

import io.nowornever.testbed.service.ConsumerFigures;
import io.nowornever.testbed.service.ProducerFigures;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("integration")
class ProducerFailureTests {

	private static final Duration BUDGET = Duration.ofSeconds(3);

	/**
	 * Far below the grace period of a producer, and enough for a busy machine.
	 */
	private static final Duration EXIT_LIMIT = Duration.ofSeconds(40);

	private static Testbed testbed;

	private static ServiceProcess consumer;

	private static ServiceProcess steady;

	@BeforeAll
	static void start() {
		testbed = Testbed.start();
		consumer = testbed.consumer("consumer", "--consumer.work.min=10ms", "--consumer.work.max=20ms").awaitReady();
		steady = producer("steady").awaitReady();
	}

	@AfterAll
	static void stop() {
		testbed.close();
	}

	@Test
	void aKilledProducerDisturbsNobody() {
		ServiceProcess victim = producer("victim").awaitReady();
		Watch.awaitMoreAnswers(victim);
		ProducerFigures before = Watch.awaitMoreAnswers(steady);
		ConsumerFigures consumedBefore = Watch.consumed(consumer);
		victim.kill();
		Watch.awaitMoreAnswers(steady);
		Watch.assertOnlyAnswers(before, Watch.awaitAllSettled(steady));
		ConsumerFigures consumed = Watch.awaitConsumed(consumer,
				(figures) -> figures.answered() > consumedBefore.answered() + 10);
		assertThat(consumed.handled("failed")).isZero();
		assertThat(consumed.handled("malformed")).isZero();
		assertThat(consumer.isReady()).isTrue();
	}

	@Test
	void aTerminatedProducerSettlesWhatIsInFlightAndEnds() {
		ServiceProcess leaving = producer("leaving").awaitReady();
		Watch.awaitMoreAnswers(leaving);
		consumer.pause();
		try {
			Watch.await(leaving, (figures) -> figures.inFlight() > 0);
			leaving.terminate();
			assertThat(leaving.awaitExit(EXIT_LIMIT)).isEqualTo(143);
		}
		finally {
			consumer.resume();
		}
		Watch.awaitMoreAnswers(steady);
	}

	private static ServiceProcess producer(String name) {
		return testbed.producer(name, "--producer.load.rate=20", "--producer.timeout=" + BUDGET.toMillis() + "ms");
	}

}
