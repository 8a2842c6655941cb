package io.nowornever.starter.respond;

import java.time.InstantSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.journal.Journal;
import io.nowornever.common.time.NanoClock;
import io.nowornever.respond.GroupMember;
import io.nowornever.respond.ResponderSettings;
import io.nowornever.respond.intake.GroupPlace;
import io.nowornever.respond.work.ServiceTime;
import io.nowornever.respond.work.TaskHandler;
import io.nowornever.starter.Managed;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Wires the answering side of an application that says how it answers.
 */
@AutoConfiguration
@ConditionalOnBean(ResponderSettings.class)
public final class RespondAutoConfiguration {

	@Bean
	GroupMember groupMember(ResponderSettings settings, TaskHandler handler, ServiceTime serviceTime, NatsLink link,
			MeterRegistry registry, Journal journal, NanoClock clock, InstantSource wallClock) {
		return GroupMember.create(settings, handler, serviceTime, link, registry, journal, clock, wallClock);
	}

	/**
	 * Stopping waits for what was taken, so it is done on a thread of its own.
	 */
	@Bean
	Managed groupMemberLifecycle(GroupMember member) {
		return new Managed(Managed.ANSWERING, member::start,
				(callback) -> Thread.ofVirtual().name("drain").start(() -> {
					member.stop();
					callback.run();
				}), member::isRunning);
	}

	@Bean
	HealthIndicator queueGroupHealthIndicator(GroupMember member) {
		return () -> {
			GroupPlace place = member.place();
			return (place.isRight() ? Health.up() : Health.down()).withDetail("group", place.toString()).build();
		};
	}

}
