package io.nowornever.common.time;

import java.time.InstantSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Offers the two clocks, each of which a bean of the same type replaces.
 */
@AutoConfiguration
class TimeAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	NanoClock monotonicClock() {
		return NanoClock.startingNow();
	}

	@Bean
	@ConditionalOnMissingBean
	InstantSource wallClock() {
		return InstantSource.system();
	}

}
