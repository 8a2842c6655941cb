package io.nowornever.starter.request;

import java.time.Duration;

import io.nowornever.common.settings.Require;
import io.nowornever.request.RequestSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an application asks.
 *
 * @param enabled whether the application asks at all
 * @param timeout the whole budget of a request that states none, retries included
 * @param maxInFlight how many requests may be without an outcome at once; more are
 * rejected
 * @param retry whether a request that nobody began is sent again
 * @param backoff the pauses while nobody listens
 */
@ConfigurationProperties(prefix = "now-or-never.requester", ignoreUnknownFields = false)
public record RequesterProperties(@DefaultValue("true") boolean enabled, @DefaultValue("5s") Duration timeout,
		@DefaultValue("10000") int maxInFlight, @NestedConfigurationProperty @DefaultValue RetryProperties retry,
		@NestedConfigurationProperty @DefaultValue BackoffProperties backoff) {

	/**
	 * Checks the values.
	 */
	public RequesterProperties {
		Require.between("now-or-never.requester.timeout", timeout, Duration.ofMillis(1), Duration.ofDays(1));
		Require.between("now-or-never.requester.max-in-flight", maxInFlight, 1, 1_000_000);
		retry.check("now-or-never.requester.retry");
		backoff.check("now-or-never.requester.backoff");
	}

	RequestSettings settings() {
		return new RequestSettings(this.timeout, this.maxInFlight, this.retry.settings(), this.backoff.settings(),
				true);
	}

}
