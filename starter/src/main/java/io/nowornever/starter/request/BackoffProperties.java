package io.nowornever.starter.request;

import java.time.Duration;

import io.nowornever.common.settings.Require;
import io.nowornever.request.backoff.BackoffSettings;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long requests pause when nobody listens. The original experiment's fixed pause is
 * 10s, 10s, 1, 0.
 *
 * @param initial the first pause
 * @param max the longest pause
 * @param multiplier how much longer each further pause is
 * @param jitter the share by which a pause is made longer or shorter at random, 0 to 1
 */
public record BackoffProperties(@DefaultValue("1s") Duration initial, @DefaultValue("10s") Duration max,
		@DefaultValue("2") double multiplier, @DefaultValue("0.2") double jitter) {

	/**
	 * Checks the values.
	 * @param prefix the keys' beginning, for messages
	 * @return these
	 */
	public BackoffProperties check(String prefix) {
		Require.between(prefix + ".initial", this.initial, Duration.ofMillis(1), Duration.ofHours(1));
		Require.between(prefix + ".max", this.max, this.initial, Duration.ofHours(1));
		Require.between(prefix + ".multiplier", this.multiplier, 1, 100);
		Require.between(prefix + ".jitter", this.jitter, 0, 1);
		return this;
	}

	/**
	 * The values as the library takes them.
	 * @return the settings
	 */
	public BackoffSettings settings() {
		return new BackoffSettings(this.initial, this.max, this.multiplier, this.jitter);
	}

}
