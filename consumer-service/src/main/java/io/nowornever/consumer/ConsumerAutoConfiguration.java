package io.nowornever.consumer;

import io.nowornever.respond.ResponderSettings;
import io.nowornever.respond.work.ServiceTime;
import io.nowornever.respond.work.TaskHandler;
import io.nowornever.starter.respond.RespondAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Says how the consumer answers, and with what, unless an application brings a handler of
 * its own.
 */
@AutoConfiguration(before = RespondAutoConfiguration.class)
@EnableConfigurationProperties(ConsumerProperties.class)
class ConsumerAutoConfiguration {

	@Bean
	ResponderSettings responderSettings(ConsumerProperties properties) {
		return properties.settings();
	}

	@Bean
	@ConditionalOnMissingBean
	TaskHandler standInHandler(ConsumerProperties properties) {
		return new StandInHandler(properties.work());
	}

	@Bean
	ServiceTime serviceTime(TaskHandler handler, ConsumerProperties properties) {
		WorkProperties work = properties.work();
		return (handler instanceof StandInHandler) ? ServiceTime.known(work.mean(), work.meanDeviation())
				: ServiceTime.guessed(work.mean());
	}

}
