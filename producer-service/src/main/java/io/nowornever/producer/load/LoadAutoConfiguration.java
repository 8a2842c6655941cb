package io.nowornever.producer.load;

import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.time.NanoClock;
import io.nowornever.producer.task.AnswerLog;
import io.nowornever.request.Destination;
import io.nowornever.request.RequestClient;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Wires the load generator, unless it is switched off. That is looked up when the service
 * starts and not when it is built.
 */
@AutoConfiguration
class LoadAutoConfiguration {

	@Bean
	@Nullable LoadGenerator loadGenerator(RequestClient client, Destination tasks, NatsLink link, LoadProperties load,
			AnswerLog answers, NanoClock clock) {
		return load.enabled() ? new LoadGenerator(client, tasks, link, Schedule.of(load), RankMix.of(load),
				load.users(), answers, clock) : null;
	}

}
