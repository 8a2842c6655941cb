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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Says how the consumer answers, and with what, unless an application brings a handler of
 * its own.
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
	@ConditionalOnProperty(name = Role.KEY, havingValue = "worker", matchIfMissing = true)
	ResponderDefinition tasks(ConsumerProperties properties, DurableProperties durable,
			@Value("${delivery:core}") String delivery, UserTaskHandler handler, NanoClock clock) {
		WorkProperties work = properties.work();
		ServiceTime serviceTime = (handler instanceof StandInHandler)
				? ServiceTime.known(work.mean(), work.meanDeviation()) : ServiceTime.guessed(work.mean());
		return new ResponderDefinition(
				properties.settings((DeliveryMode.of(delivery) == DeliveryMode.DURABLE) ? durable.settings() : null),
				new PairHandler(handler, properties.name(), clock), serviceTime);
	}

	@Bean
	@ConditionalOnProperty(name = Role.KEY, havingValue = "operator")
	Managed streamOperator(ConsumerProperties properties, DurableProperties durable, NatsLink link, NanoClock clock,
			InstantSource wallClock) {
		StreamOperator operator = StreamOperator.create(properties.queueGroup(), durable.settings(), link, clock,
				wallClock);
		return new Managed(Managed.ANSWERING, operator::start, operator::stop, operator::isRunning);
	}

}
