package io.nowornever.request;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryPolicyTests {

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
		assertThat(policy(true, 3).allowsMoreAfter(2)).isTrue();
		assertThat(policy(true, 3).allowsMoreAfter(3)).isFalse();
	}

	@Test
	void neverRepeatsWhenSwitchedOff() {
		assertThat(policy(false, 3).allowsMoreAfter(1)).isFalse();
	}

	private static RetryPolicy policy(boolean enabled, int maxAttempts) {
		return new RetryPolicy(
				new RetrySettings(enabled, maxAttempts, Duration.ofMillis(20), Duration.ofSeconds(1), 10, 0.5),
				RandomGenerator.getDefault());
	}

}
