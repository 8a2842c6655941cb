package io.nowornever.consumer;

import java.time.InstantSource;

import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.durable.DeliveryMode;
import io.nowornever.common.time.NanoClock;
import io.nowornever.respond.work.ServiceTime;
import io.nowornever.starter.Managed;
import io.nowornever.starter.door.ClosedDoor;
import io.nowornever.starter.durable.DurableProperties;
import io.nowornever.starter.respond.RespondAutoConfiguration;
import io.nowornever.starter.respond.ResponderDefinition;
import io.nowornever.starter.settings.PairSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Says how the consumer answers, and with what, unless an application brings a handler of
 * its own. What role it has is looked up when it starts and not when it is built.
 */
@AutoConfiguration(before = RespondAutoConfiguration.class)
@EnableConfigurationProperties(ConsumerProperties.class)
@Import({ PairSettings.class, ClosedDoor.class })
class ConsumerAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	UserTaskHandler standInHandler(ConsumerProperties properties) {
		return new StandInHandler(properties.work());
	}

	@Bean
	@Nullable ResponderDefinition tasks(ConsumerProperties properties, DurableProperties durable,
			@Value("${delivery:core}") String delivery, UserTaskHandler handler, NanoClock clock) {
		if (properties.role() != Role.WORKER) {
			return null;
		}
		WorkProperties work = properties.work();
		ServiceTime serviceTime = (handler instanceof StandInHandler)
				? ServiceTime.known(work.mean(), work.meanDeviation()) : ServiceTime.guessed(work.mean());
		return new ResponderDefinition(
				properties.settings((DeliveryMode.of(delivery) == DeliveryMode.DURABLE) ? durable.settings() : null),
				new PairHandler(handler, properties.name(), clock), serviceTime);
	}

	@Bean
	@Nullable Managed streamOperator(ConsumerProperties properties, DurableProperties durable, NatsLink link, NanoClock clock,
			InstantSource wallClock) {
		if (properties.role() != Role.OPERATOR) {
			return null;
		}
		StreamOperator operator = StreamOperator.create(properties.queueGroup(), durable.settings(), link, clock,
				wallClock);
		return new Managed(Managed.ANSWERING, operator::start, operator::stop, operator::isRunning);
	}

}
