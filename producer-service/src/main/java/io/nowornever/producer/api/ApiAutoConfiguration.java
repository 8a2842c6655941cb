package io.nowornever.producer.api;

import io.nowornever.common.time.NanoClock;
import io.nowornever.producer.task.AnswerLog;
import io.nowornever.request.Destination;
import io.nowornever.request.RequestClient;
import io.nowornever.request.RequestSettings;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Wires the HTTP door.
 */
@AutoConfiguration
class ApiAutoConfiguration {

	@Bean
	TasksController tasksController(RequestClient client, Destination tasks, RequestSettings settings,
			AnswerLog answers, NanoClock clock) {
		return new TasksController(client, tasks, new RequestBodies(clock, settings.timeout()), answers, clock);
	}

}
