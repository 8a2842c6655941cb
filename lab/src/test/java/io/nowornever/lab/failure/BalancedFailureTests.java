package io.nowornever.lab.failure;

import io.nowornever.testbed.service.ProducerFigures;
import io.nowornever.testbed.service.ServiceProcess;
import io.nowornever.testbed.service.Testbed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A producer that chooses who answers, one consumer that stays, and others that do not.
 */
@Tag("integration")
class BalancedFailureTests {

	private static final String CHOSEN = "task_chosen_total";

	private static final String RESPONDERS = "task_responders";

	private static Testbed testbed;

	private static ServiceProcess producer;

	@BeforeAll
	static void start() {
		testbed = Testbed.start();
		consumer("steady", "20ms", "40ms").awaitReady();
		producer = testbed
			.producer("producer", "--producer.load.rate=25", "--producer.timeout=4s", "--nats.ping-interval=60s")
			.awaitReady();
		awaitResponders(1);
	}

	@AfterAll
	static void stop() {
		testbed.close();
	}

	@Test
	void whoJoinsIsChosenAndWhoLeavesCostsNothing() {
		ProducerFigures before = Watch.figures(producer);
		ServiceProcess joining = consumer("joining", "5ms", "10ms").awaitReady();
		awaitChosen(joining);
		joining.terminate();
		awaitResponders(1);
		Watch.awaitMoreAnswers(producer);
		Watch.assertOnlyAnswers(before, Watch.awaitAllSettled(producer));
	}

	@Test
	void ofOneThatIsKilledOnlyWhatItHeldIsLost() {
		ProducerFigures before = Watch.figures(producer);
		ServiceProcess victim = consumer("victim", "5ms", "10ms").awaitReady();
		awaitChosen(victim);
		victim.kill();
		awaitResponders(1);
		ProducerFigures after = Watch.awaitAllSettled(producer);
		assertThat(after.timedOut() - before.timedOut()).as("worked on or waiting there").isBetween(0L, 10L);
		assertThat(after.settled() - before.settled())
			.isEqualTo(after.answered() - before.answered() + after.timedOut() - before.timedOut());
		Watch.awaitMoreAnswers(producer);
		Watch.assertOnlyAnswers(after, Watch.awaitAllSettled(producer));
	}

	@Test
	void oneThatStandsStillIsLeftUntilItGoesOn() {
		ServiceProcess victim = consumer("frozen", "5ms", "10ms").awaitReady();
		awaitChosen(victim);
		victim.pause();
		awaitResponders(1);
		ProducerFigures left = Watch.awaitAllSettled(producer);
		Watch.awaitMoreAnswers(producer);
		Watch.assertOnlyAnswers(left, Watch.awaitAllSettled(producer));
		victim.resume();
		awaitResponders(2);
		double before = victim.metrics().value(CHOSEN);
		Watch.await().until(() -> victim.metrics().value(CHOSEN) > before + 10);
		victim.terminate();
		awaitResponders(1);
	}

	/**
	 * Those who come are faster than the one that stays, so that they are chosen.
	 */
	private static ServiceProcess consumer(String name, String min, String max) {
		return testbed.consumer(name, "--consumer.workers=4", "--consumer.work.min=" + min,
				"--consumer.work.max=" + max);
	}

	private static void awaitChosen(ServiceProcess consumer) {
		Watch.await().until(() -> consumer.metrics().value(CHOSEN) > 10);
	}

	private static void awaitResponders(int count) {
		Watch.await().until(() -> producer.metrics().value(RESPONDERS) == count);
	}

}
