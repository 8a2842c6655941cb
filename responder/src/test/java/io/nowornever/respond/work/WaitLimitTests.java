package io.nowornever.respond.work;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * How long a line may be, by a clock that is set by hand.
 */
class WaitLimitTests {

	private static final long MS = 1_000_000;

	private static final long BUDGET = 5_000 * MS;

	/** Nearly all take 140 ms at the most. */
	private final ServiceTime serviceTime = ServiceTime.known(Duration.ofMillis(100), Duration.ofMillis(20));

	private long now = 1_000 * MS;

	private WaitLimit limit = limit(4, 0);

	@Test
	void beginsWithTwoAndAHalfTasks() {
		assertThat(tasks()).isCloseTo(2.5, within(0.001));
	}

	@Test
	void staysAsItIsWhileTheLineIsNotFull() {
		for (int i = 0; i < 1_000; i++) {
			work(100);
		}
		this.limit.begun(this.now - 500 * MS, this.now);
		assertThat(tasks()).isCloseTo(2.5, within(0.001));
	}

	@Test
	void becomesShorterByOnePerCentForEachTaskOfEachWorkerWhileTheLineIsFull() {
		full();
		for (int i = 0; i < 4; i++) {
			work(100);
		}
		assertThat(tasks()).isCloseTo(2.5 * Math.exp(-0.01), within(0.001));
	}

	@Test
	void becomesLongerByWhatAWorkerWasIdleAfterTheLineWasFull() {
		full();
		passes(50);
		long idleSince = this.now;
		passes(10);
		this.limit.begun(idleSince, this.now);
		assertThat(tasks()).isCloseTo(2.5 * Math.exp(2 * 10 / 100.0 / 4), within(0.001));
	}

	@Test
	void onlyTheIdleTimeAfterTheLineWasFullCounts() {
		long idleSince = this.now;
		passes(50);
		full();
		passes(10);
		this.limit.begun(idleSince, this.now);
		assertThat(tasks()).isCloseTo(2.5 * Math.exp(2 * 10 / 100.0 / 4), within(0.001));
	}

	/**
	 * Who was refused longer ago than a request may wait would not be here any more.
	 */
	@Test
	void onlyTheIdleTimeCountsWithinWhichARefusedRequestMightHaveWaited() {
		full();
		passes(4_850);
		long idleSince = this.now;
		passes(1_000);
		this.limit.begun(idleSince, this.now);
		assertThat(tasks()).isCloseTo(2.5 * Math.exp(2 * 10 / 100.0 / 4), within(0.001));
		this.limit.begun(this.now - 100 * MS, this.now);
		assertThat(tasks()).as("none of it").isCloseTo(2.5 * Math.exp(2 * 10 / 100.0 / 4), within(0.001));
	}

	@Test
	void onlyTheWorkCountsWithinWhichARefusedRequestMightHaveWaited() {
		full();
		passes(4_759);
		work(100);
		assertThat(tasks()).isCloseTo(2.5 * Math.exp(-0.0025), within(0.0001));
		work(100);
		assertThat(tasks()).isCloseTo(2.5 * Math.exp(-0.0025), within(0.0001));
	}

	@Test
	void noMomentMakesItMoreThanEulersNumberTimesAsLong() {
		full();
		passes(4_000);
		for (int i = 0; i < 4; i++) {
			this.limit.begun(0, this.now);
		}
		assertThat(tasks()).isCloseTo(2.5 * Math.E, within(0.001));
	}

	@Test
	void aTaskFarLongerThanTheMeanCountsAsFour() {
		full();
		work(4_000);
		assertThat(tasks()).isCloseTo(2.5 * Math.exp(-0.01), within(0.0001));
	}

	@Test
	void isNeverShorterThanAQuarterOfATask() {
		for (int i = 0; i < 10_000; i++) {
			full();
			work(100);
			tasks();
		}
		assertThat(tasks()).isCloseTo(0.25, within(0.001));
	}

	@Test
	void isNeverLongerThanTheBudgetLeavesBesideTheLongestTask() {
		for (int i = 0; i < 50; i++) {
			full();
			passes(1_000);
			this.limit.begun(this.now - 1_000 * MS, this.now);
			tasks();
		}
		assertThat(this.limit.nanos()).isCloseTo(BUDGET - 140 * MS, within(MS));
	}

	@Test
	void isAQuarterOfATaskWhereTheBudgetLeavesNothing() {
		WaitLimit hopeless = new WaitLimit(ServiceTime.known(Duration.ofSeconds(6), Duration.ZERO), 1, BUDGET, 0,
				this.now);
		hopeless.look(Long.MAX_VALUE, 1, this.now);
		passes(2);
		hopeless.begun(this.now - MS, this.now);
		hopeless.look(1, 1, this.now);
		assertThat(hopeless.nanos()).isCloseTo(1_500 * MS, within(MS));
	}

	@Test
	void aWaitThatIsToleratedIsAlwaysAllowed() {
		this.limit = limit(4, 300 * MS);
		assertThat(this.limit.nanos()).isEqualTo(300 * MS);
		full();
		for (int i = 0; i < 100; i++) {
			work(100);
		}
		tasks();
		assertThat(this.limit.nanos()).isEqualTo(300 * MS);
	}

	@Test
	void followsWhatATaskTakes() {
		for (int i = 0; i < 200; i++) {
			this.serviceTime.took(10 * MS);
		}
		tasks();
		assertThat(this.limit.nanos()).isCloseTo(25 * MS, within(MS));
	}

	@Test
	void whoHasBeenIdleMayHaveALongerLineForAsLongUpToAFifthOfTheBudget() {
		idle(300);
		assertThat(this.limit.nanos()).isEqualTo(550 * MS);
		idle(600);
		assertThat(this.limit.nanos()).isEqualTo(1_150 * MS);
		idle(60_000);
		assertThat(this.limit.nanos()).isEqualTo(1_250 * MS);
	}

	@Test
	void aLineThatABurstHasLeftIsSoonShortAgain() {
		idle(300);
		passes(100);
		this.limit.look(250 * MS, 1, this.now);
		assertThat(this.limit.nanos()).as("it is as long as ever").isEqualTo(550 * MS);
		passes(100);
		this.limit.look(251 * MS, 1, this.now);
		assertThat(this.limit.nanos()).isEqualTo(450 * MS);
		passes(1_000);
		this.limit.look(251 * MS, 1, this.now);
		assertThat(this.limit.nanos()).isEqualTo(250 * MS);
	}

	@Test
	void aBurstThatMayWaitDoesNotMakeALineFull() {
		idle(300);
		this.limit.look(550 * MS, 1, this.now);
		work(100);
		this.limit.look(1, 1, this.now);
		assertThat(this.limit.nanos()).isEqualTo(550 * MS);
		this.limit.look(551 * MS, 1, this.now);
		work(100);
		this.limit.look(1, 1, this.now);
		assertThat(this.limit.nanos()).isLessThan(550 * MS);
	}

	@Test
	void aLineIsFullAtAShareOfTheLimitWhereSomeHaveOnlyThat() {
		this.limit.look(62 * MS, 0.25, this.now);
		work(100);
		assertThat(tasks()).isCloseTo(2.5, within(0.0001));
		this.limit.look(63 * MS, 0.25, this.now);
		work(100);
		assertThat(tasks()).isLessThan(2.499);
	}

	/**
	 * Where exactly the tolerable share of the workers' time is lost, it stays where it
	 * is, whatever the order of things.
	 */
	@RepeatedTest(20)
	void settlesWhereHalfAPerCentOfTheWorkIsLost(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		double lost = (repetition.getCurrentRepetition() % 3) * WaitLimit.LOSS;
		double worked = 0;
		double idle = 0;
		for (int i = 0; i < 2_000; i++) {
			full();
			long took = random.nextLong(50, 150);
			work(took);
			worked += took;
			if (idle < worked * lost) {
				long pause = 1 + random.nextLong(20);
				passes(pause);
				this.limit.begun(this.now - pause * MS, this.now);
				idle += pause;
			}
			tasks();
		}
		switch (repetition.getCurrentRepetition() % 3) {
			case 0 -> assertThat(tasks()).isLessThan(0.26);
			case 1 -> assertThat(tasks()).isBetween(2.0, 3.2);
			default -> assertThat(tasks()).isGreaterThan(10);
		}
	}

	private double tasks() {
		passes(1);
		this.limit.look(1, 1, this.now);
		return this.limit.nanos() / (100.0 * MS);
	}

	private void full() {
		this.limit.look(Long.MAX_VALUE, 1, this.now);
	}

	private void idle(long millis) {
		for (long i = 0; i < millis; i += 10) {
			passes(10);
			this.limit.look(0, 1, this.now);
		}
	}

	private void work(long millis) {
		passes(millis);
		this.limit.ended(millis * MS, this.now);
	}

	private void passes(long millis) {
		this.now += millis * MS;
	}

	private WaitLimit limit(int workers, long tolerated) {
		return new WaitLimit(this.serviceTime, workers, BUDGET, tolerated, this.now);
	}

}
