package io.nowornever.respond.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ServiceTimeTests {

	private static final long MS = 1_000_000;

	@Test
	void theFirstMeasurementReplacesAGuess() {
		ServiceTime time = ServiceTime.guessed(Duration.ofSeconds(2));
		assertThat(time.meanNanos()).isCloseTo(2_000 * MS, within(MS));
		time.took(5 * MS);
		assertThat(time.meanNanos()).isCloseTo(5 * MS, within(MS));
		assertThat(time.mostNanos()).isBetween(5 * MS, 10 * MS);
	}

	@Test
	void theMeanBeginsWithTheShorterOfTheFirstTwo() {
		ServiceTime coldFirst = ServiceTime.guessed(Duration.ofMillis(50));
		coldFirst.took(500 * MS);
		assertThat(coldFirst.mostNanos()).isCloseTo(750 * MS, within(MS));
		coldFirst.took(5 * MS);
		assertThat(coldFirst.mostNanos()).isBetween(5 * MS, 10 * MS);
		ServiceTime stillThen = ServiceTime.guessed(Duration.ofMillis(50));
		stillThen.took(5 * MS);
		stillThen.took(500 * MS);
		assertThat(stillThen.mostNanos()).isBetween(5 * MS, 10 * MS);
	}

	@Test
	void theNextCountAsInTheMeanOfThemAll() {
		ServiceTime time = ServiceTime.guessed(Duration.ofMillis(50));
		for (long millis : new long[] { 900, 100, 110, 120, 130 }) {
			time.took(millis * MS);
		}
		assertThat(time.meanNanos()).isCloseTo((100 + 110 + 120 + 130) / 4 * MS, within(MS));
	}

	@Test
	void isNewFromTheFirstMeasurementToTheEighth() {
		ServiceTime time = ServiceTime.guessed(Duration.ofMillis(50));
		assertThat(time.isNew()).isFalse();
		for (int i = 1; i < 8; i++) {
			time.took(5 * MS);
			assertThat(time.isNew()).as("%d measured", i).isTrue();
		}
		for (int i = 0; i < 100; i++) {
			time.took(5 * MS);
			assertThat(time.isNew()).isFalse();
		}
		assertThat(ServiceTime.known(Duration.ofMillis(5), Duration.ZERO).isNew()).isFalse();
	}

	@Test
	void whatIsKnownIsMovedAndNotReplaced() {
		ServiceTime time = ServiceTime.known(Duration.ofMillis(2500), Duration.ofMillis(250));
		assertThat(time.mostNanos()).isCloseTo(3_000 * MS, within(MS));
		time.took(2_100 * MS);
		assertThat(time.meanNanos()).isCloseTo(2_450 * MS, within(MS));
	}

	@Test
	void almostAllTasksOfMixedDurationsStayBelowTheBound() {
		ServiceTime time = ServiceTime.guessed(Duration.ofMillis(1));
		Random random = new Random(1);
		int above = 0;
		for (int i = 0; i < 2_000; i++) {
			long nanos = (random.nextInt(3) == 0) ? 200 * MS : 100 * MS + random.nextLong(50 * MS);
			if (i >= 100 && nanos > time.mostNanos()) {
				above++;
			}
			time.took(nanos);
		}
		assertThat(above).isLessThan(1_900 / 10);
	}

	@Test
	void oneTaskInWhichTheMachineStoodStillMovesTheBoundLittle() {
		ServiceTime time = ServiceTime.known(Duration.ofMillis(100), Duration.ofMillis(10));
		time.took(60_000 * MS);
		assertThat(time.mostNanos()).isBetween(120 * MS, 2 * 120 * MS);
	}

	@Test
	void followsWhenTasksBecomeTenTimesSlower() {
		ServiceTime time = ServiceTime.guessed(Duration.ofMillis(100));
		for (int i = 0; i < 50; i++) {
			time.took(100 * MS);
		}
		for (int i = 0; i < 20; i++) {
			time.took(1_000 * MS);
		}
		assertThat(time.meanNanos()).isBetween(900 * MS, 1_000 * MS);
	}

	@Test
	void theRestRunsToTheMeanThenToTheBoundAndGrowsBeyond() {
		ServiceTime time = ServiceTime.known(Duration.ofMillis(100), Duration.ofMillis(10));
		assertThat(time.restNanos(30 * MS)).isCloseTo(70 * MS, within(MS));
		assertThat(time.restNanos(110 * MS)).isCloseTo(10 * MS, within(MS));
		assertThat(time.restNanos(5_000 * MS)).isEqualTo(5_000 * MS);
	}

	@Test
	void whatManyThreadsLearnAtOnceIsWhatTheyMeasured() throws InterruptedException {
		ServiceTime time = ServiceTime.guessed(Duration.ofHours(1));
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			threads.add(Thread.ofPlatform().start(() -> {
				for (int n = 0; n < 100_000; n++) {
					time.took(TimeUnit.MILLISECONDS.toNanos(90 + n % 21));
				}
			}));
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(time.meanNanos()).isBetween(TimeUnit.MILLISECONDS.toNanos(89), TimeUnit.MILLISECONDS.toNanos(111));
		assertThat(time.mostNanos()).isBetween(time.meanNanos(), TimeUnit.MILLISECONDS.toNanos(140));
	}

}
