package io.nowornever.starter.time;

import java.time.Duration;
import java.time.InstantSource;

import io.nowornever.common.settings.Require;
import io.nowornever.common.time.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Offers the two clocks, each of which a bean of the same type replaces.
 */
@AutoConfiguration
@EnableConfigurationProperties(ClockProperties.class)
class TimeAutoConfiguration {

	private static final Logger log = LoggerFactory.getLogger(TimeAutoConfiguration.class);

	@Bean
	@ConditionalOnMissingBean
	NanoClock monotonicClock() {
		return NanoClock.startingNow();
	}

	@Bean
	@ConditionalOnMissingBean
	InstantSource wallClock(ClockProperties properties) {
		Duration offset = properties.offset();
		if (offset.isZero()) {
			return InstantSource.system();
		}
		log.warn("This wall clock is wrong by {}, as clock.offset says", Require.print(offset));
		return InstantSource.offset(InstantSource.system(), offset);
	}

}
