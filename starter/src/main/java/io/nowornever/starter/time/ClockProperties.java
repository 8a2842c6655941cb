package io.nowornever.starter.time;

import java.time.Duration;

import io.nowornever.common.settings.Require;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the wall clock.
 *
 * @param offset how far the wall clock is ahead of this machine's, behind if negative: to
 * see what a wrong clock does
 */
@ConfigurationProperties(prefix = "clock", ignoreUnknownFields = false)
record ClockProperties(@DefaultValue("0s") Duration offset) {

	private static final Duration LARGEST = Duration.ofDays(1);

	/**
	 * Checks the values.
	 */
	ClockProperties {
		Require.between("clock.offset", offset, LARGEST.negated(), LARGEST);
	}

}
