package io.nowornever.producer.api;

import io.nowornever.common.time.NanoClock;
import io.nowornever.producer.ProducerProperties;
import io.nowornever.request.RequestClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Wires the HTTP door.
 */
@AutoConfiguration
class ApiAutoConfiguration {

	@Bean
	TasksController tasksController(RequestClient client, ProducerProperties properties, NanoClock clock) {
		return new TasksController(client, new RequestBodies(clock, properties.timeout()), clock);
	}

}
