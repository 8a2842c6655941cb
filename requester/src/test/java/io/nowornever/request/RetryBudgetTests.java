package io.nowornever.request;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryBudgetTests {

	private static final long SECOND = 1_000_000_000;

	private final RetryBudget budget = new RetryBudget(
			new RetrySettings(true, 8, Duration.ofMillis(20), Duration.ofSeconds(1), 3, 0.5), 0);

	@Test
	void aFewASecondAreAllowedHoweverFewRequestsThereAre() {
		assertThat(taken(0, 0)).isEqualTo(3);
		assertThat(taken(SECOND / 2, 0)).isZero();
		assertThat(taken(SECOND, 0)).isEqualTo(3);
	}

	@Test
	void andAShareOfTheRequestsOfTheSecondBefore() {
		assertThat(taken(0, 100)).isEqualTo(53);
		assertThat(taken(SECOND, 100)).isEqualTo(53);
		assertThat(taken(2 * SECOND, 100)).isEqualTo(3);
	}

	@Test
	void aLongSilenceSavesNothingUp() {
		assertThat(taken(100 * SECOND, 1_000)).isEqualTo(3 + 5);
	}

	private int taken(long now, long requests) {
		int taken = 0;
		while (this.budget.take(now, requests)) {
			taken++;
		}
		return taken;
	}

}
