package io.nowornever.consumer.intake;

import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.time.NanoClock;
import io.nowornever.consumer.ConsumerProperties;
import io.nowornever.consumer.admission.Admission;
import io.nowornever.consumer.outcome.Outcomes;
import io.nowornever.consumer.outcome.TaskMetrics;
import io.nowornever.consumer.reply.Replies;
import io.nowornever.consumer.work.Workers;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Wires the intake.
 */
@AutoConfiguration
class IntakeAutoConfiguration {

	@Bean
	Intake intake(NatsLink link, Admission admission, Workers workers, Replies replies, Outcomes outcomes,
			TaskMetrics metrics, NanoClock clock, ConsumerProperties properties) {
		Intake intake = new Intake(admission, workers, replies, outcomes, metrics, clock, properties);
		link.addListener(intake);
		return intake;
	}

	@Bean
	HealthIndicator queueGroupHealthIndicator(Intake intake, NatsLink link) {
		return intake.health(() -> link.connection() != null);
	}

}
