package io.nowornever.starter.respond;

import java.time.InstantSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.nowornever.common.codec.BodyCodec;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.journal.Journal;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.tracing.Tracing;
import io.nowornever.respond.member.GroupMember;
import io.nowornever.starter.Managed;
import io.nowornever.starter.durable.DurableProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Wires the answering side: methods with {@link io.nowornever.respond.Responder}, and
 * beans of type {@link ResponderDefinition}.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "now-or-never.responder.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ResponderProperties.class)
public final class RespondAutoConfiguration {

	@Bean
	Responders responders(ObjectProvider<ResponderDefinition> definitions, NatsLink link, MeterRegistry registry,
			Journal journal, NanoClock clock, InstantSource wallClock, Tracing tracing) {
		Responders responders = new Responders((definition) -> GroupMember.create(definition.settings(),
				definition.handler(), definition.serviceTime(), link, registry, journal, clock, wallClock, tracing));
		definitions.orderedStream().forEach(responders::add);
		return responders;
	}

	@Bean
	ResponderMethods responderMethods(ConfigurableListableBeanFactory beans, Responders responders,
			ResponderProperties properties, DurableProperties durable, BodyCodec codec) {
		return new ResponderMethods(beans, responders, properties.check(ResponderProperties.PREFIX), durable, codec);
	}

	@Bean
	Managed responderLifecycle(Responders responders) {
		return new Managed(Managed.ANSWERING, responders::start, responders::stop, responders::isRunning);
	}

	@Bean
	@ConditionalOnEnabledHealthIndicator("queue-group")
	HealthIndicator queueGroupHealthIndicator(Responders responders) {
		return () -> health(responders);
	}

	private static Health health(Responders responders) {
		boolean right = responders.members().stream().allMatch((member) -> member.place().isRight());
		Health.Builder health = right ? Health.up() : Health.down();
		for (GroupMember member : responders.members()) {
			String name = (responders.members().size() == 1) ? "group"
					: member.settings().subject() + " " + member.settings().queueGroup();
			health.withDetail(name, member.place().toString());
		}
		return health.build();
	}

}
