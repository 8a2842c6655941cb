package io.nowornever.request;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryPolicyTests {

	private static final long DEADLINE = TimeUnit.SECONDS.toNanos(5);

	@Test
	void restsLongerAfterEachRefusalWithinTheLimits() {
		RetryPolicy policy = policy(true, 100);
		for (int attempt = 1; attempt <= 100; attempt++) {
			long most = (attempt < 10) ? Math.min(20L << attempt, 1000) : 1000;
			for (int i = 0; i < 50; i++) {
				assertThat(policy.delayNanos(attempt)).isBetween(TimeUnit.MILLISECONDS.toNanos(20),
						TimeUnit.MILLISECONDS.toNanos(most));
			}
		}
	}

	@Test
	void endsAfterTheLastAttempt() {
		assertThat(retryAt(policy(true, 3), 2)).isLessThan(DEADLINE);
		assertThat(retryAt(policy(true, 3), 3)).isEqualTo(DeadlineTimer.NEVER);
	}

	@Test
	void neverRepeatsWhenSwitchedOff() {
		assertThat(retryAt(policy(false, 3), 1)).isEqualTo(DeadlineTimer.NEVER);
	}

	@Test
	void waitsForTheEndOfAPause() {
		assertThat(policy(true, 3).retryAtNanos(1, 0, DEADLINE - 1, DEADLINE)).isEqualTo(DEADLINE - 1);
	}

	@Test
	void endsWhereNothingWouldBeLeftOfTheBudget() {
		assertThat(policy(true, 3).retryAtNanos(1, 0, DEADLINE, DEADLINE)).isEqualTo(DeadlineTimer.NEVER);
		assertThat(policy(true, 3).retryAtNanos(1, DEADLINE - 1, 0, DEADLINE)).isEqualTo(DeadlineTimer.NEVER);
	}

	private static long retryAt(RetryPolicy policy, int attempt) {
		return policy.retryAtNanos(attempt, 0, 0, DEADLINE);
	}

	private static RetryPolicy policy(boolean enabled, int maxAttempts) {
		return new RetryPolicy(
				new RetrySettings(enabled, maxAttempts, Duration.ofMillis(20), Duration.ofSeconds(1), 10, 0.5),
				RandomGenerator.getDefault());
	}

}
