package io.nowornever.lab.failure;

import io.nowornever.testbed.service.ProducerFigures;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("integration")
class BrokerFailureTests {

	private static Testbed testbed;

	private static ServiceProcess consumer;

	private static ServiceProcess producer;

	/**
	 * The services start before the broker does.
	 */
	@BeforeAll
	static void start() {
		testbed = Testbed.start();
		testbed.broker().kill();
		consumer = testbed.consumer("consumer", "--consumer.work.min=20ms", "--consumer.work.max=40ms",
				"--consumer.max-age=20s");
		producer = testbed.producer("producer", "--producer.load.rate=20", "--producer.timeout=20s");
		consumer.awaitListening();
		producer.awaitListening();
		assertThat(consumer.isReady()).isFalse();
		assertThat(producer.isReady()).isFalse();
		testbed.broker().restart();
		consumer.awaitReady();
		producer.awaitReady();
	}

	@AfterAll
	static void stop() {
		testbed.close();
	}

	@Test
	void servicesThatStartBeforeTheBrokerWorkOnceItComes() {
		assertThat(Watch.awaitMoreAnswers(producer).isConserved()).isTrue();
	}

	@Test
	void whileTheBrokerIsDownRequestsEndDisconnectedAndAfterwardsAreAnsweredAgain() {
		ProducerFigures before = Watch.awaitMoreAnswers(producer);
		testbed.broker().kill();
		ProducerFigures without = Watch.await(producer,
				(figures) -> figures.outcome("disconnected") >= before.outcome("disconnected") + 10);
		testbed.broker().restart();
		ProducerFigures after = Watch.awaitMoreAnswers(producer);
		assertThat(without.timedOut()).as("nobody waits in vain without a link").isEqualTo(before.timedOut());
		assertThat(after.duplicates()).isZero();
		Watch.awaitAllSettled(producer);
	}

	@Test
	void aBrokerThatStandsStillIsNoticedAndAfterwardsRequestsAreAnsweredAgain() {
		ProducerFigures before = Watch.awaitMoreAnswers(producer);
		testbed.broker().pause();
		try {
			Watch.await(producer, (figures) -> figures.outcome("disconnected") > before.outcome("disconnected"));
		}
		finally {
			testbed.broker().resume();
		}
		assertThat(Watch.awaitMoreAnswers(producer).duplicates()).isZero();
		Watch.awaitAllSettled(producer);
	}

}
