package io.nowornever.producer.load;

import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.time.NanoClock;
import io.nowornever.producer.task.AnswerLog;
import io.nowornever.request.Destination;
import io.nowornever.request.RequestClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;

/**
 * Wires the load generator, unless it is switched off.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "producer.load.enabled", matchIfMissing = true)
class LoadAutoConfiguration {

	@Bean
	LoadGenerator loadGenerator(RequestClient client, Destination tasks, NatsLink link, LoadProperties load,
			AnswerLog answers, NanoClock clock) {
		return new LoadGenerator(client, tasks, link, Schedule.of(load), RankMix.of(load), load.users(), answers,
				clock);
	}

}
