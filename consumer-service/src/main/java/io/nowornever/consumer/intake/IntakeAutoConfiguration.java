package io.nowornever.consumer.intake;

import io.nats.client.Consumer;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.time.NanoClock;
import io.nowornever.consumer.ConsumerProperties;
import io.nowornever.consumer.admission.Admission;
import io.nowornever.consumer.outcome.TaskMetrics;
import io.nowornever.consumer.reply.Replies;
import io.nowornever.consumer.work.Workers;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Wires the intake.
 */
@AutoConfiguration
class IntakeAutoConfiguration {

	@Bean
	Intake intake(NatsLink link, Admission admission, Workers workers, Replies replies, TaskMetrics metrics,
			NanoClock clock, ConsumerProperties properties) {
		long pendingLimit = (properties.overload() == Overload.PENDING_LIMIT) ? properties.pendingLimit()
				: Consumer.DEFAULT_MAX_MESSAGES;
		Intake intake = new Intake(admission, workers, replies, metrics, clock, properties.queueGroup(), pendingLimit);
		link.addListener(intake);
		return intake;
	}

}
