package io.nowornever.starter.time;

import java.time.Duration;

import io.nowornever.common.settings.Require;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the wall clock. Further keys under the prefix are the application's
 * own.
 *
 * @param offset how far the wall clock is ahead of this machine's, behind if negative: to
 * see what a wrong clock does
 */
@ConfigurationProperties(ClockProperties.PREFIX)
public record ClockProperties(@DefaultValue("0s") Duration offset) {

	/**
	 * The keys' beginning.
	 */
	public static final String PREFIX = "clock";

	private static final Duration LARGEST = Duration.ofDays(1);

	/**
	 * Checks the values.
	 */
	public ClockProperties {
		Require.between(PREFIX + ".offset", offset, LARGEST.negated(), LARGEST);
	}

}
