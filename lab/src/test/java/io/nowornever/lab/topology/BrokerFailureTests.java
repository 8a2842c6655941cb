package io.nowornever.lab.topology;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("integration")
class BrokerFailureTests {

	private static Lab lab;

	private static ServiceProcess consumer;

	private static ServiceProcess producer;

	/**
	 * The services start before the broker does.
	 */
	@BeforeAll
	static void start() {
		lab = Lab.start();
		lab.broker().kill();
		consumer = lab.consumer("consumer", "--consumer.work.min=20ms", "--consumer.work.max=40ms",
				"--consumer.max-age=20s");
		producer = lab.producer("producer", "--producer.load.rate=20", "--producer.timeout=20s");
		consumer.awaitListening();
		producer.awaitListening();
		assertThat(consumer.isReady()).isFalse();
		assertThat(producer.isReady()).isFalse();
		lab.broker().restart();
		consumer.awaitReady();
		producer.awaitReady();
	}

	@AfterAll
	static void stop() {
		lab.close();
	}

	@Test
	void servicesThatStartBeforeTheBrokerWorkOnceItComes() {
		assertThat(Watch.awaitMoreAnswers(producer).isConserved()).isTrue();
	}

	@Test
	void whileTheBrokerIsDownRequestsEndDisconnectedAndAfterwardsAreAnsweredAgain() {
		ProducerFigures before = Watch.awaitMoreAnswers(producer);
		lab.broker().kill();
		ProducerFigures without = Watch.await(producer,
				(figures) -> figures.outcome("disconnected") >= before.outcome("disconnected") + 10);
		lab.broker().restart();
		ProducerFigures after = Watch.awaitMoreAnswers(producer);
		assertThat(without.timedOut()).as("nobody waits in vain without a link").isEqualTo(before.timedOut());
		assertThat(after.duplicates()).isZero();
		Watch.awaitAllSettled(producer);
	}

	@Test
	void aBrokerThatStandsStillIsNoticedAndAfterwardsRequestsAreAnsweredAgain() {
		ProducerFigures before = Watch.awaitMoreAnswers(producer);
		lab.broker().pause();
		try {
			Watch.await(producer, (figures) -> figures.outcome("disconnected") > before.outcome("disconnected"));
		}
		finally {
			lab.broker().resume();
		}
		assertThat(Watch.awaitMoreAnswers(producer).duplicates()).isZero();
		Watch.awaitAllSettled(producer);
	}

}
