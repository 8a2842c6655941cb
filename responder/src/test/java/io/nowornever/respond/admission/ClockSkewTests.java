package io.nowornever.respond.admission;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClockSkewTests {

	private final ClockSkew skew = new ClockSkew();

	private long nowMillis;

	@Test
	void believesAStampByDefault() {
		assertThat(transit(3)).isEqualTo(3);
		assertThat(transit(10_000)).isEqualTo(10_000);
		assertThat(this.skew.skewed()).isZero();
	}

	@Test
	void takesAStampFromTheFutureForNowAndCountsIt() {
		assertThat(transit(-6_000)).isZero();
		assertThat(this.skew.skewed()).isEqualTo(1);
	}

	@Test
	void doesNotCountTheFewMillisecondsThatSynchronisedClocksAreApart() {
		assertThat(transit(-5)).isZero();
		assertThat(this.skew.skewed()).isZero();
	}

	@Test
	void correctsForAClockThatIsAheadAfterAFewSeconds() {
		everyHalfSecond(8, 6_002);
		assertThat(this.skew.offsetMillis()).isEqualTo(6_002);
		assertThat(transit(6_005)).isEqualTo(3);
		assertThat(transit(9_002)).isEqualTo(3_000);
	}

	@Test
	void findsAClockThatIsBehindAndTakesNoRequestForOlderThanItsStampSays() {
		everyHalfSecond(8, -5_998);
		assertThat(this.skew.offsetMillis()).isBetween(-5_998L, -5_996L);
		assertThat(transit(-5_990)).isZero();
		assertThat(transit(2_002)).isEqualTo(2_002);
	}

	@Test
	void aRequesterWhoseClockIsAheadCostsOneThatSeldomAsksNothing() {
		for (int i = 0; i < 8; i++) {
			everyHalfSecond(20, -10_000);
			assertThat(transit(3)).as("request " + i).isEqualTo(3);
		}
	}

	@Test
	void isNotDeceivedByOneRequesterWhoseClockIsWrong() {
		for (int i = 0; i < 20; i++) {
			pass(250);
			assertThat(transit(2)).isEqualTo(2);
			assertThat(transit(-6_000)).isZero();
			assertThat(transit(6_000)).isEqualTo(6_000);
		}
		assertThat(this.skew.offsetMillis()).isZero();
	}

	@Test
	void isNotDeceivedByAQueueOfOldMessages() {
		for (int i = 0; i < 40; i++) {
			pass(100);
			assertThat(transit(60_000 + 100 * i)).isEqualTo(60_000 + 100 * i);
		}
		assertThat(this.skew.offsetMillis()).isZero();
	}

	@Test
	void isNotDeceivedByABurstOfOldMessages() {
		for (int i = 0; i < 10_000; i++) {
			assertThat(transit(10_000)).isEqualTo(10_000);
		}
		assertThat(this.skew.offsetMillis()).isZero();
	}

	@Test
	void forgetsTheCorrectionAtOnceWhenTheClockIsSetRight() {
		everyHalfSecond(8, 6_000);
		assertThat(this.skew.offsetMillis()).isEqualTo(6_000);
		assertThat(transit(2)).isEqualTo(2);
		assertThat(this.skew.offsetMillis()).isZero();
	}

	@Test
	void forgetsTheCorrectionForAClockBehindWhenTheClockIsSetRight() {
		everyHalfSecond(8, -6_000);
		everyHalfSecond(8, 2);
		assertThat(this.skew.offsetMillis()).isZero();
	}

	private void everyHalfSecond(int times, long delayMillis) {
		for (int i = 0; i < times; i++) {
			transit(delayMillis + i % 3);
			pass(500);
		}
		transit(delayMillis);
	}

	private void pass(long millis) {
		this.nowMillis += millis;
	}

	private long transit(long delayMillis) {
		return this.skew.transitMillis(delayMillis, TimeUnit.MILLISECONDS.toNanos(this.nowMillis));
	}

}
