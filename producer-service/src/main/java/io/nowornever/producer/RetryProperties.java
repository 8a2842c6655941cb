package io.nowornever.producer;

import java.time.Duration;

import io.nowornever.common.settings.Require;
import io.nowornever.request.RetrySettings;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether a request that was done by nobody (refused as busy, or met by no responders) is
 * sent again within its budget.
 *
 * @param enabled whether at all
 * @param maxAttempts how often a request is sent at the most, the first time included
 * @param minDelay the shortest pause after a refusal; after no responders, the producer's
 * pause counts
 * @param maxDelay the longest pause after a refusal
 * @param perSecond how many times a second it may be done in all, while consumers are
 * busy
 * @param perRequest and how many times more for each request of that second
 */
public record RetryProperties(@DefaultValue("true") boolean enabled, @DefaultValue("8") int maxAttempts,
		@DefaultValue("20ms") Duration minDelay, @DefaultValue("1s") Duration maxDelay,
		@DefaultValue("10") double perSecond, @DefaultValue("0.5") double perRequest) {

	/**
	 * Checks the values.
	 */
	public RetryProperties {
		Require.between("producer.retry.max-attempts", maxAttempts, 1, 100);
		Require.between("producer.retry.min-delay", minDelay, Duration.ofMillis(1), Duration.ofMinutes(1));
		Require.between("producer.retry.max-delay", maxDelay, minDelay, Duration.ofMinutes(1));
		Require.between("producer.retry.per-second", perSecond, 0, 1_000_000);
		Require.between("producer.retry.per-request", perRequest, 0, 100);
	}

	RetrySettings settings() {
		return new RetrySettings(this.enabled, this.maxAttempts, this.minDelay, this.maxDelay, this.perSecond,
				this.perRequest);
	}

}
