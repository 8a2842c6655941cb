package io.nowornever.respond.load;

import java.util.Random;

import io.nowornever.common.load.Load;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a load is told, by a clock that is set by hand. A task takes 100 ms.
 */
class AdvertPolicyTests {

	private static final long MS = 1_000_000;

	private static final long LIMIT = 200 * MS;

	private final AdvertPolicy policy = new AdvertPolicy();

	private long now = 5_000 * MS;

	@Test
	void theFirstIsToldAtOnce() {
		assertThat(due(busy(100))).isZero();
	}

	@Test
	void whatReadersKnowIsToldFourTimesASecond() {
		told(busy(100));
		assertThat(due(busy(100))).isEqualTo(250 * MS);
		this.now += 100 * MS;
		assertThat(due(busy(0))).as("the wait has gone by").isEqualTo(150 * MS);
		this.now += 150 * MS;
		assertThat(due(busy(0))).isZero();
		this.now += 10_000 * MS;
		assertThat(due(busy(0))).isZero();
	}

	@Test
	void whatReadersTakeForAnotherWaitIsToldAtOnceFromHalfATaskOn() {
		told(busy(100));
		this.now += 20 * MS;
		assertThat(due(busy(130))).as("80 + 50").isPositive();
		assertThat(due(busy(131))).isZero();
		assertThat(due(busy(30))).as("80 - 50").isPositive();
		assertThat(due(busy(29))).isZero();
	}

	@Test
	void whoWasIdleIsThoughtToBeIdle() {
		told(idle());
		this.now += 20 * MS;
		assertThat(due(idle())).isPositive();
		assertThat(due(busy(51))).isZero();
	}

	@Test
	void whatReadersTakeForRoomIsToldAtOnceWhereThereIsNone() {
		told(busy(180));
		this.now += 10 * MS;
		assertThat(due(busy(200))).isPositive();
		assertThat(due(busy(201))).isZero();
	}

	@Test
	void thatThereIsRoomAgainIsToldAtOnce() {
		told(busy(230));
		this.now += 10 * MS;
		assertThat(due(busy(201))).isPositive();
		assertThat(due(busy(200))).isZero();
	}

	@Test
	void thatReadersKnowOfRoomByNowIsNotTold() {
		told(busy(205));
		this.now += 10 * MS;
		assertThat(due(busy(195))).isPositive();
	}

	@ParameterizedTest
	@ValueSource(longs = { 100, 140 })
	void thatALimitHasBecomeTooShortForTheWaitIsToldAtOnce(long limitMillis) {
		told(busy(160));
		this.now += 10 * MS;
		assertThat(due(load(150 * MS, limitMillis * MS, 0, false))).isZero();
		assertThat(due(load(150 * MS, 160 * MS, 0, false))).as("there is still room").isPositive();
	}

	@Test
	void thatALimitHasBecomeLongEnoughForTheWaitIsToldAtOnce() {
		told(busy(260));
		this.now += 10 * MS;
		assertThat(due(load(250 * MS, 300 * MS, 0, false))).isZero();
		assertThat(due(load(250 * MS, 240 * MS, 0, false))).as("there is still none").isPositive();
	}

	@Test
	void thatTasksFailIsToldAtOnceFromAQuarterOn() {
		told(load(100 * MS, LIMIT, 0.25, false));
		this.now += 10 * MS;
		assertThat(due(load(90 * MS, LIMIT, 0.5, false))).isPositive();
		assertThat(due(load(90 * MS, LIMIT, 0.51, false))).isZero();
		assertThat(due(load(90 * MS, LIMIT, 0, false))).isPositive();
		told(load(90 * MS, LIMIT, 0.5, false));
		this.now += 10 * MS;
		assertThat(due(load(80 * MS, LIMIT, 0.24, false))).isZero();
	}

	@Test
	void thatATrialIsWantedIsToldAtOnceAndThatNoneIsInTime() {
		told(idle());
		this.now += 10 * MS;
		Load wanted = new Load("w", "g", 1, 0, LIMIT, 1, 1, 100 * MS, 150 * MS, 0, true, false);
		assertThat(due(wanted)).isZero();
		told(wanted);
		this.now += 10 * MS;
		assertThat(due(idle())).isPositive();
	}

	@Test
	void whatIsWrongIsToldTenMillisecondsAfterTheLastAtTheEarliest() {
		told(busy(0));
		assertThat(due(busy(100))).isEqualTo(10 * MS);
		this.now += 9 * MS;
		assertThat(due(busy(100))).isEqualTo(MS);
		this.now += MS;
		assertThat(due(busy(100))).isZero();
	}

	@Test
	void tenInARowAreToldThenOneInFiftyMilliseconds() {
		for (int i = 0; i < 12; i++) {
			assertThat(due(wrong(i))).as("advert %d", i).isZero();
			told(wrong(i));
			this.now += 10 * MS;
		}
		assertThat(due(wrong(12))).isPositive();
		long last = this.now - 10 * MS;
		for (int i = 12; i < 100; i++) {
			this.now += due(wrong(i));
			assertThat(due(wrong(i))).isZero();
			told(wrong(i));
			assertThat(this.now - last).as("advert %d", i).isLessThanOrEqualTo(50 * MS);
			last = this.now;
		}
		assertThat(due(wrong(100))).isEqualTo(50 * MS);
		this.now += 500 * MS;
		told(wrong(100));
		this.now += 10 * MS;
		assertThat(due(wrong(101))).as("a row again, after a rest").isZero();
	}

	/**
	 * Loads at random, told when they are due: never two within 10 ms, never more than
	 * ten and twenty a second in any span, never a silence of more than 250 ms, and never
	 * untold for 50 ms what readers have wrong.
	 */
	@RepeatedTest(100)
	void itNeverWeighsAndIsNeverSilent(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		long[] times = new long[2_000];
		int count = 0;
		long change = random.nextLong(1, 400);
		Load load = busy(0);
		while (count < times.length) {
			if (random.nextLong(change) == 0) {
				load = busy(random.nextLong(600));
			}
			long due = due(load);
			assertThat(due).isBetween(0L, 250 * MS);
			if (due == 0) {
				told(load);
				times[count++] = this.now;
			}
			this.now += MS;
		}
		for (int i = 1; i < count; i++) {
			assertThat(times[i] - times[i - 1]).isBetween(10 * MS, 250 * MS);
		}
		for (int i = 20; i < count; i++) {
			for (int n = 11; n <= 20; n++) {
				assertThat(times[i] - times[i - n]).as("%d adverts", n + 1).isGreaterThanOrEqualTo((n - 9) * 50L * MS);
			}
		}
	}

	private long due(Load load) {
		return this.policy.dueInNanos(load, this.now);
	}

	private void told(Load load) {
		this.policy.told(load, this.now);
	}

	private static Load wrong(int number) {
		return busy((number % 2) * 150L);
	}

	private static Load idle() {
		return new Load("w", "g", 1, 0, LIMIT, 1, 1, 100 * MS, 150 * MS, 0, false, false);
	}

	private static Load busy(long waitMillis) {
		return load(waitMillis * MS, LIMIT, 0, false);
	}

	private static Load load(long waitNanos, long limitNanos, double errors, boolean trial) {
		return new Load("w", "g", 1, waitNanos, limitNanos, 0, 1, 100 * MS, 150 * MS, errors, trial, false);
	}

}
