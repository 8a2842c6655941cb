package io.nowornever.respond.work;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class QueueDelayTests {

	private static final long MS = 1_000_000;

	private final ServiceTime serviceTime = ServiceTime.known(Duration.ofMillis(100), Duration.ofMillis(10));

	private final QueueDelay ahead = new QueueDelay(2, this.serviceTime, new Line(10, Long.MAX_VALUE), 0);

	@Test
	void nothingIsAheadWhileAWorkerIsFree() {
		assertThat(this.ahead.nanos(0, 0)).isZero();
		this.ahead.begun(0, 0);
		assertThat(this.ahead.nanos(0, 10 * MS)).isZero();
		assertThat(this.ahead.nanos(1, 10 * MS)).isPositive();
	}

	@Test
	void withAnEmptyLineTheFirstWorkerThatBecomesFreeCounts() {
		this.ahead.begun(0, 0);
		this.ahead.begun(1, 30 * MS);
		assertThat(this.ahead.nanos(0, 50 * MS)).isCloseTo(50 * MS, within(MS));
	}

	@Test
	void aLineIsSharedByTheWorkers() {
		this.ahead.begun(0, 0);
		this.ahead.begun(1, 0);
		assertThat(this.ahead.nanos(4, 50 * MS)).isCloseTo((50 + 50 + 400) / 2 * MS, within(MS));
		this.ahead.ended(0);
		assertThat(this.ahead.nanos(4, 50 * MS)).isCloseTo((50 + 400) / 2 * MS, within(MS));
	}

	@Test
	void aTaskIsDoneAfterItsOwnWorkAtTheMost() {
		this.ahead.begun(0, 0);
		assertThat(this.ahead.doneInNanos(0, 0)).isCloseTo(120 * MS, within(MS));
		this.ahead.begun(1, 0);
		assertThat(this.ahead.doneInNanos(0, 0)).isCloseTo(220 * MS, within(MS));
	}

	@Test
	void aTrialIsDueWhenNothingWasBegunForAsLongAsATaskTakes() {
		assertThat(this.ahead.isTrialDue(0, 0)).isTrue();
		this.ahead.begun(0, 0);
		this.ahead.ended(0);
		assertThat(this.ahead.isTrialDue(0, 119 * MS)).isFalse();
		assertThat(this.ahead.isTrialDue(0, 121 * MS)).isTrue();
		this.ahead.begun(0, 200 * MS);
		this.ahead.begun(1, 200 * MS);
		assertThat(this.ahead.isTrialDue(0, 10_000 * MS)).as("nobody is free").isFalse();
	}

	@Test
	void aTrialThatCameInTimeIsFollowedByAnother() {
		this.ahead.begun(0, 0);
		this.ahead.answered(0, true);
		this.ahead.ended(0);
		assertThat(this.ahead.isTrialDue(0, MS)).isTrue();
		this.ahead.begun(0, MS);
		this.ahead.answered(MS, false);
		this.ahead.ended(0);
		assertThat(this.ahead.isTrialDue(0, 2 * MS)).isFalse();
	}

	@Test
	void aTaskThatWasBegunEarlierDoesNotOverruleOneThatWasBegunLater() {
		this.ahead.begun(0, 0);
		this.ahead.begun(1, 10 * MS);
		this.ahead.answered(10 * MS, true);
		this.ahead.ended(1);
		this.ahead.answered(0, false);
		this.ahead.ended(0);
		assertThat(this.ahead.isTrialDue(0, 20 * MS)).isTrue();
	}

	@Test
	void aTrialIsDueWhileTheEstimateIsNew() {
		ServiceTime guessed = ServiceTime.guessed(Duration.ofMillis(50));
		QueueDelay young = new QueueDelay(1, guessed, new Line(10, Long.MAX_VALUE), 0);
		young.begun(0, 0);
		young.ended(0);
		assertThat(young.isTrialDue(0, MS)).as("nothing is measured").isFalse();
		for (int i = 1; i < 8; i++) {
			guessed.took(500 * MS);
			assertThat(young.isTrialDue(0, MS)).as("%d measured", i).isTrue();
		}
		guessed.took(500 * MS);
		assertThat(young.isTrialDue(0, MS)).as("8 measured").isFalse();
	}

	@Test
	void aTrialIsDueAfterASecondHoweverLongATaskIsThoughtToTake() {
		QueueDelay hopeless = new QueueDelay(1, ServiceTime.guessed(Duration.ofHours(1)), new Line(10, Long.MAX_VALUE),
				0);
		hopeless.begun(0, 0);
		hopeless.ended(0);
		assertThat(hopeless.isTrialDue(0, 999 * MS)).isFalse();
		assertThat(hopeless.isTrialDue(0, 1_000 * MS)).isTrue();
	}

}
