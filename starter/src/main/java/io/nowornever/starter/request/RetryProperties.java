package io.nowornever.starter.request;

import java.time.Duration;

import io.nowornever.common.settings.Require;
import io.nowornever.request.RetrySettings;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether a request that was done by nobody (refused as busy, or met by no responders) is
 * sent again within its budget.
 *
 * @param enabled whether a request that nobody began is sent again
 * @param maxAttempts how often a request is sent at the most, the first time included
 * @param minDelay the shortest pause after a refusal; after no responders, the pause of
 * all counts
 * @param maxDelay the longest pause after a refusal
 * @param perSecond how many times a second requests may be sent again in all, while
 * responders are busy
 * @param perRequest how many times more they may be sent again, for each request of that
 * second
 */
public record RetryProperties(@DefaultValue("true") boolean enabled, @DefaultValue("8") int maxAttempts,
		@DefaultValue("20ms") Duration minDelay, @DefaultValue("1s") Duration maxDelay,
		@DefaultValue("10") double perSecond, @DefaultValue("0.5") double perRequest) {

	/**
	 * Checks the values.
	 * @param prefix the keys' beginning, for messages
	 * @return these
	 */
	public RetryProperties check(String prefix) {
		Require.between(prefix + ".max-attempts", this.maxAttempts, 1, 100);
		Require.between(prefix + ".min-delay", this.minDelay, Duration.ofMillis(1), Duration.ofMinutes(1));
		Require.between(prefix + ".max-delay", this.maxDelay, this.minDelay, Duration.ofMinutes(1));
		Require.between(prefix + ".per-second", this.perSecond, 0, 1_000_000);
		Require.between(prefix + ".per-request", this.perRequest, 0, 100);
		return this;
	}

	/**
	 * The values as the library takes them.
	 * @return the settings
	 */
	public RetrySettings settings() {
		return new RetrySettings(this.enabled, this.maxAttempts, this.minDelay, this.maxDelay, this.perSecond,
				this.perRequest);
	}

}
