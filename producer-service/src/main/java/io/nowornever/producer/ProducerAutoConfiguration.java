package io.nowornever.producer;

import io.nowornever.common.durable.DeliveryMode;
import io.nowornever.common.pair.Subjects;
import io.nowornever.common.settings.Require;
import io.nowornever.common.time.NanoClock;
import io.nowornever.producer.load.LoadProperties;
import io.nowornever.producer.task.AnswerLog;
import io.nowornever.request.Destination;
import io.nowornever.request.RequestClient;
import io.nowornever.request.RequestSettings;
import io.nowornever.starter.door.ClosedDoor;
import io.nowornever.starter.durable.DurableProperties;
import io.nowornever.starter.request.RequestAutoConfiguration;
import io.nowornever.starter.settings.PairSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Says how the producer asks, and how its load does.
 */
@AutoConfiguration(before = RequestAutoConfiguration.class)
@EnableConfigurationProperties(ProducerProperties.class)
@Import({ PairSettings.class, ClosedDoor.class })
class ProducerAutoConfiguration {

	@Bean
	RequestSettings requestSettings(ProducerProperties properties, DurableProperties durable) {
		return properties.settings(durable);
	}

	/**
	 * Made at the start, so that its meters are there before anybody asks.
	 */
	@Bean
	Destination tasks(RequestClient client, ProducerProperties properties, DurableProperties durable,
			@Value("${delivery:core}") String delivery) {
		if (DeliveryMode.of(delivery) == DeliveryMode.CORE) {
			return client.destination(Subjects.TASKS_NOW);
		}
		Require.that(durable.maxAge().compareTo(properties.timeout()) >= 0, "durable.max-age",
				Require.print(durable.maxAge()),
				"at least producer.timeout, " + Require.print(properties.timeout()) + ", where delivery is durable");
		return client.durableDestination(Subjects.TASKS);
	}

	@Bean
	AnswerLog answerLog(NanoClock clock) {
		return new AnswerLog(clock);
	}

	@Bean
	LoadProperties loadProperties(ProducerProperties properties) {
		return properties.load();
	}

}
