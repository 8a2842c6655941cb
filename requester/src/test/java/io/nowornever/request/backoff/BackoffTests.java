package io.nowornever.request.backoff;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import io.nowornever.request.backoff.Backoff.Admission;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTests {

	private final Backoff backoff = backoff(0);

	@Test
	void letsEverythingThroughWhileSomebodyListens() {
		assertThat(this.backoff.admit(0)).isEqualTo(Admission.ADMITTED);
		assertThat(this.backoff.admit(1)).isEqualTo(Admission.ADMITTED);
		assertThat(this.backoff.pauseSeconds()).isZero();
		assertThat(this.backoff.admitsAt(5)).isEqualTo(5);
	}

	@Test
	void rejectsDuringThePauseAndLetsOneProbeThroughAfterIt() {
		this.backoff.nobodyListens(seconds(10), false);
		assertThat(this.backoff.pauseSeconds()).isEqualTo(1);
		assertThat(this.backoff.admitsAt(seconds(10))).isEqualTo(seconds(11));
		assertThat(this.backoff.admit(seconds(11) - 1)).isEqualTo(Admission.REJECTED);
		assertThat(this.backoff.admit(seconds(11))).isEqualTo(Admission.PROBE);
		assertThat(this.backoff.admit(seconds(11))).isEqualTo(Admission.REJECTED);
	}

	@Test
	void pausesLongerEachTimeUpToTheLongest() {
		long now = 0;
		double[] pauses = new double[6];
		this.backoff.nobodyListens(now, false);
		for (int i = 0; i < pauses.length; i++) {
			pauses[i] = this.backoff.pauseSeconds();
			now = this.backoff.admitsAt(now);
			assertThat(this.backoff.admit(now)).isEqualTo(Admission.PROBE);
			this.backoff.nobodyListens(now, true);
		}
		assertThat(pauses).containsExactly(1, 2, 4, 8, 10, 10);
		assertThat(this.backoff.pauses()).isEqualTo(7);
	}

	@Test
	void resumesAtTheProbesAnswerAndBeginsAnewWithTheShortestPause() {
		this.backoff.nobodyListens(0, false);
		this.backoff.admit(seconds(1));
		this.backoff.nobodyListens(seconds(1), true);
		this.backoff.admit(seconds(3));
		this.backoff.somebodyAnswered(true);
		assertThat(this.backoff.admit(seconds(3))).isEqualTo(Admission.ADMITTED);
		assertThat(this.backoff.pauseSeconds()).isZero();
		this.backoff.nobodyListens(seconds(4), false);
		assertThat(this.backoff.pauseSeconds()).isEqualTo(1);
	}

	@Test
	void anAnswerToAnythingButTheProbeDoesNotResume() {
		this.backoff.nobodyListens(0, false);
		this.backoff.somebodyAnswered(false);
		assertThat(this.backoff.admit(1)).isEqualTo(Admission.REJECTED);
		this.backoff.admit(seconds(1));
		this.backoff.somebodyAnswered(false);
		assertThat(this.backoff.admit(seconds(1))).isEqualTo(Admission.REJECTED);
	}

	@Test
	void manyHearingThatNobodyListensMakeOnePause() {
		this.backoff.nobodyListens(0, false);
		this.backoff.nobodyListens(1, false);
		this.backoff.nobodyListens(2, false);
		assertThat(this.backoff.pauses()).isEqualTo(1);
		assertThat(this.backoff.pauseSeconds()).isEqualTo(1);
	}

	@Test
	void aProbeThatSaidNothingIsFollowedByAnotherAtOnce() {
		this.backoff.nobodyListens(0, false);
		this.backoff.admit(seconds(1));
		this.backoff.probeLost(seconds(2));
		assertThat(this.backoff.admit(seconds(2))).isEqualTo(Admission.PROBE);
		assertThat(this.backoff.pauses()).isEqualTo(1);
	}

	@Test
	void jitterKeepsWithinItsShare() {
		Backoff jittered = backoff(0.2);
		long now = 0;
		jittered.nobodyListens(now, false);
		for (int i = 0; i < 100; i++) {
			now = jittered.admitsAt(now);
			jittered.admit(now);
			jittered.nobodyListens(now, true);
			if (i > 5) {
				assertThat(jittered.pauseSeconds()).isBetween(8.0, 12.0);
			}
		}
	}

	private static Backoff backoff(double jitter) {
		return new Backoff(new BackoffSettings(Duration.ofSeconds(1), Duration.ofSeconds(10), 2, jitter),
				RandomGenerator.of("L64X128MixRandom"));
	}

	private static long seconds(long seconds) {
		return TimeUnit.SECONDS.toNanos(seconds);
	}

}
