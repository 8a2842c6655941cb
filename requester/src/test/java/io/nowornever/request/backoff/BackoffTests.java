package io.nowornever.request.backoff;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTests {

	private final Backoff backoff = backoff(0);

	@Test
	void letsEverythingThroughWhileSomebodyListens() {
		assertThat(permit(0).isProbe()).isFalse();
		assertThat(permit(1).isProbe()).isFalse();
		assertThat(this.backoff.pauseSeconds()).isZero();
		assertThat(this.backoff.admitsAt(5)).isEqualTo(5);
	}

	@Test
	void rejectsDuringThePauseAndLetsOneProbeThroughAfterIt() {
		permit(0).failed(seconds(10));
		assertThat(this.backoff.pauseSeconds()).isEqualTo(1);
		assertThat(this.backoff.admitsAt(seconds(10))).isEqualTo(seconds(11));
		assertThat(this.backoff.acquire(seconds(11) - 1)).isNull();
		assertThat(permit(seconds(11)).isProbe()).isTrue();
		assertThat(this.backoff.acquire(seconds(11))).isNull();
	}

	@Test
	void pausesLongerEachTimeUpToTheLongest() {
		long now = 0;
		double[] pauses = new double[6];
		permit(now).failed(now);
		for (int i = 0; i < pauses.length; i++) {
			pauses[i] = this.backoff.pauseSeconds();
			now = this.backoff.admitsAt(now);
			permit(now).failed(now);
		}
		assertThat(pauses).containsExactly(1, 2, 4, 8, 10, 10);
		assertThat(this.backoff.pauses()).isEqualTo(7);
	}

	@Test
	void resumesAtTheProbesAnswerAndBeginsAnewWithTheShortestPause() {
		permit(0).failed(0);
		permit(seconds(1)).failed(seconds(1));
		permit(seconds(3)).succeeded();
		assertThat(permit(seconds(3)).isProbe()).isFalse();
		assertThat(this.backoff.pauseSeconds()).isZero();
		permit(seconds(4)).failed(seconds(4));
		assertThat(this.backoff.pauseSeconds()).isEqualTo(1);
	}

	@Test
	void anAnswerToAnythingButTheProbeDoesNotResume() {
		Permit earlier = permit(0);
		permit(0).failed(0);
		earlier.succeeded();
		assertThat(this.backoff.acquire(1)).isNull();
		permit(seconds(1));
		earlier.succeeded();
		assertThat(this.backoff.acquire(seconds(1))).isNull();
	}

	@Test
	void whoTellsThatItIsThereEndsAPauseAndTheNextIsTheShortest() {
		permit(0).failed(0);
		permit(seconds(1)).failed(seconds(1));
		assertThat(this.backoff.acquire(seconds(2))).isNull();
		this.backoff.resume();
		assertThat(permit(seconds(2)).isProbe()).isFalse();
		assertThat(this.backoff.admitsAt(seconds(2))).isEqualTo(seconds(2));
		assertThat(this.backoff.pauseSeconds()).isZero();
		permit(seconds(3)).failed(seconds(3));
		assertThat(this.backoff.pauseSeconds()).isEqualTo(1);
	}

	@Test
	void aProbeThatEndsAfterSomebodyToldThatItIsThereCountsForNothing() {
		List<Consumer<Permit>> ends = List.of(Permit::succeeded, (probe) -> probe.failed(seconds(2)),
				(probe) -> probe.unknown(seconds(2)));
		for (Consumer<Permit> end : ends) {
			permit(0).failed(0);
			Permit probe = permit(seconds(1));
			this.backoff.resume();
			end.accept(probe);
			assertThat(permit(seconds(2)).isProbe()).isFalse();
		}
		assertThat(this.backoff.pauses()).isEqualTo(3);
	}

	@Test
	void aProbeOfAnEarlierPauseDoesNotEndALaterOne() {
		permit(0).failed(0);
		Permit earlier = permit(seconds(1));
		this.backoff.resume();
		permit(seconds(1)).failed(seconds(1));
		Permit probe = permit(seconds(2));
		earlier.succeeded();
		assertThat(this.backoff.acquire(seconds(2))).isNull();
		probe.succeeded();
		assertThat(permit(seconds(2)).isProbe()).isFalse();
	}

	@Test
	void thatSomebodyIsThereChangesNothingWhileEverythingIsLetThrough() {
		this.backoff.resume();
		assertThat(permit(0).isProbe()).isFalse();
		permit(0).failed(0);
		assertThat(this.backoff.pauseSeconds()).isEqualTo(1);
	}

	@Test
	void manyHearingThatNobodyListensMakeOnePause() {
		Permit one = permit(0);
		Permit other = permit(0);
		one.failed(0);
		other.failed(1);
		one.failed(2);
		assertThat(this.backoff.pauses()).isEqualTo(1);
		assertThat(this.backoff.pauseSeconds()).isEqualTo(1);
	}

	@Test
	void aProbeThatSaidNothingIsFollowedByAnotherAtOnce() {
		permit(0).failed(0);
		permit(seconds(1)).unknown(seconds(2));
		assertThat(permit(seconds(2)).isProbe()).isTrue();
		assertThat(this.backoff.pauses()).isEqualTo(1);
	}

	@Test
	void aProbeEndsOnce() {
		permit(0).failed(0);
		Permit first = permit(seconds(1));
		first.unknown(seconds(1));
		Permit second = permit(seconds(1));
		first.succeeded();
		first.failed(seconds(1));
		first.unknown(seconds(1));
		assertThat(this.backoff.acquire(seconds(1))).isNull();
		assertThat(this.backoff.pauses()).isEqualTo(1);
		second.succeeded();
		second.failed(seconds(1));
		assertThat(permit(seconds(1)).isProbe()).isFalse();
		assertThat(this.backoff.pauses()).isEqualTo(1);
	}

	@Test
	void jitterKeepsWithinItsShare() {
		Backoff jittered = backoff(0.2);
		long now = 0;
		for (int i = 0; i < 100; i++) {
			Objects.requireNonNull(jittered.acquire(now)).failed(now);
			now = jittered.admitsAt(now);
			if (i > 5) {
				assertThat(jittered.pauseSeconds()).isBetween(8.0, 12.0);
			}
		}
	}

	private Permit permit(long now) {
		return Objects.requireNonNull(this.backoff.acquire(now), "held back");
	}

	private static Backoff backoff(double jitter) {
		return new Backoff(new BackoffSettings(Duration.ofSeconds(1), Duration.ofSeconds(10), 2, jitter),
				RandomGenerator.of("L64X128MixRandom"));
	}

	private static long seconds(long seconds) {
		return TimeUnit.SECONDS.toNanos(seconds);
	}

}
