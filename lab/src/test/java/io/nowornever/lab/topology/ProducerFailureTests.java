package io.nowornever.lab.topology;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProducerFailureTests {

	private static final Duration BUDGET = Duration.ofSeconds(3);

	/**
	 * A second for the end itself, and as much again as the budget for a busy machine.
	 */
	private static final Duration EXIT_LIMIT = BUDGET.multipliedBy(2).plusSeconds(1);

	private static Lab lab;

	private static ServiceProcess consumer;

	private static ServiceProcess steady;

	@BeforeAll
	static void start() {
		lab = Lab.start();
		consumer = lab.consumer("consumer", "--consumer.work.min=10ms", "--consumer.work.max=20ms").awaitReady();
		steady = producer("steady").awaitReady();
	}

	@AfterAll
	static void stop() {
		lab.close();
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
			long beganNanos = System.nanoTime();
			leaving.terminate();
			assertThat(leaving.awaitExit(EXIT_LIMIT.multipliedBy(2))).isEqualTo(143);
			assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isLessThan(EXIT_LIMIT);
		}
		finally {
			consumer.resume();
		}
		Watch.awaitMoreAnswers(steady);
	}

	private static ServiceProcess producer(String name) {
		return lab.producer(name, "--producer.load.rate=20", "--producer.timeout=" + BUDGET.toMillis() + "ms");
	}

}
