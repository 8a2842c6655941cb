package io.nowornever.consumer.work;

import java.time.InstantSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.journal.Journal;
import io.nowornever.common.time.NanoClock;
import io.nowornever.consumer.ConsumerProperties;
import io.nowornever.consumer.admission.Admission;
import io.nowornever.consumer.admission.Forecast;
import io.nowornever.consumer.intake.Overload;
import io.nowornever.consumer.outcome.Outcomes;
import io.nowornever.consumer.outcome.TaskMetrics;
import io.nowornever.consumer.reply.Replies;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Wires what a request passes from its admission to its answer.
 */
@AutoConfiguration
@EnableConfigurationProperties(ConsumerProperties.class)
class WorkAutoConfiguration {

	/**
	 * What waits in the line has its age; what waits in the client library beyond it has
	 * not, so the line is long enough for any backlog that can still be answered.
	 */
	private static final int LINE_CAPACITY = 100_000;

	/** The line may take a quarter of the heap. */
	private static final long MEMORY_SHARE = 4;

	@Bean
	TaskMetrics taskMetrics(MeterRegistry registry) {
		return new TaskMetrics(registry);
	}

	@Bean
	Outcomes outcomes(TaskMetrics metrics, Journal journal, ConsumerProperties properties) {
		return new Outcomes(metrics, journal, properties.name());
	}

	@Bean
	Admission admission(NanoClock clock, InstantSource wallClock, ConsumerProperties properties, Workers workers,
			TaskMetrics metrics) {
		Forecast forecast = (properties.overload() == Overload.GATE) ? workers : Forecast.NONE;
		return new Admission(clock, wallClock, properties.maxAge(), properties.skipStale(), properties.inboxes(),
				forecast, metrics);
	}

	@Bean
	Replies replies(NatsLink link, NanoClock clock, ConsumerProperties properties) {
		return new Replies(link, clock, properties.inboxes(), properties.name());
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

	@Bean
	TaskRunner taskRunner(TaskHandler handler, Replies replies, TaskMetrics metrics, NanoClock clock,
			ServiceTime serviceTime, ConsumerProperties properties) {
		return new TaskRunner(handler, replies, metrics, clock, serviceTime, properties.skipStale(),
				properties.overload() == Overload.GATE);
	}

	@Bean
	Workers workers(TaskRunner runner, Outcomes outcomes, TaskMetrics metrics, NanoClock clock, ServiceTime serviceTime,
			ConsumerProperties properties) {
		int workers = properties.workers();
		if (properties.overload() == Overload.PENDING_LIMIT) {
			return new Workers(runner, outcomes, metrics, clock, workers, 0, Long.MAX_VALUE, serviceTime);
		}
		long bytesPerPlace = Runtime.getRuntime().maxMemory() / MEMORY_SHARE / LINE_CAPACITY;
		return new Workers(runner, outcomes, metrics, clock, workers, LINE_CAPACITY, Math.max(bytesPerPlace, 1),
				serviceTime);
	}

}
