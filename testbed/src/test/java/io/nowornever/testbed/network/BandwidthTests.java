package io.nowornever.testbed.network;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BandwidthTests {

	private static final long SECOND = 1_000_000_000;

	private static final long MILLI = 1_000_000;

	private final Bandwidth bandwidth = new Bandwidth();

	@Test
	void allLeavesAtOnceWithoutALimit() {
		assertThat(this.bandwidth.grant(1_000_000, LinkConditions.UNLIMITED, 5)).isEqualTo(1_000_000);
		assertThat(this.bandwidth.waitNanos(5)).isZero();
	}

	@Test
	void asMuchLeavesInASecondAsTheRateSays() {
		assertThat(grantedWithin(SECOND, 100_000, MILLI)).isBetween(98_000L, 102_000L);
	}

	@Test
	void whoeverComesLateGetsNoLess() {
		assertThat(grantedWithin(SECOND, 100_000, 13 * MILLI)).isBetween(97_000L, 103_000L);
	}

	@Test
	void afterASilenceNoMoreThanASliceIsMadeUpFor() {
		this.bandwidth.grant(1, 100_000, 0);
		long granted = 0;
		for (int i = 0; i < 10; i++) {
			granted += this.bandwidth.grant(100_000, 100_000, 60 * SECOND);
		}
		assertThat(granted).isBetween(2_000L, 4_000L);
	}

	@Test
	void aByteThatTakesLongIsWaitedFor() {
		assertThat(this.bandwidth.grant(10, 1, 0)).isEqualTo(1);
		assertThat(this.bandwidth.grant(9, 1, SECOND / 2)).isZero();
		assertThat(this.bandwidth.waitNanos(SECOND / 2)).isEqualTo(SECOND / 2);
		assertThat(this.bandwidth.grant(9, 1, SECOND)).isEqualTo(1);
	}

	@Test
	void anotherRateIsFeltAtOnce() {
		this.bandwidth.grant(10, 1, 0);
		assertThat(this.bandwidth.grant(9, 1_000_000, 1)).isEqualTo(9);
	}

	private long grantedWithin(long nanos, long rate, long everyNanos) {
		long granted = 0;
		for (long now = 0; now < nanos; now += everyNanos) {
			granted += this.bandwidth.grant(16_384, rate, now);
		}
		return granted;
	}

}
