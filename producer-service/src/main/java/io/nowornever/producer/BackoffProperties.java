package io.nowornever.producer;

import java.time.Duration;

import io.nowornever.common.settings.Require;
import io.nowornever.request.backoff.BackoffSettings;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the producer pauses when nobody listens. The original experiment's fixed pause
 * is 10s, 10s, 1, 0.
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
	 */
	public BackoffProperties {
		Require.between("producer.backoff.initial", initial, Duration.ofMillis(1), Duration.ofHours(1));
		Require.between("producer.backoff.max", max, initial, Duration.ofHours(1));
		Require.between("producer.backoff.multiplier", multiplier, 1, 100);
		Require.between("producer.backoff.jitter", jitter, 0, 1);
	}

	BackoffSettings settings() {
		return new BackoffSettings(this.initial, this.max, this.multiplier, this.jitter);
	}

}
