package io.nowornever.consumer;

import java.time.Duration;
import java.util.List;

import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.pair.Subjects;
import io.nowornever.common.settings.Require;
import io.nowornever.respond.intake.Overload;
import io.nowornever.respond.member.ResponderSettings;
import io.nowornever.starter.respond.GateProperties;
import io.nowornever.starter.respond.ResponderProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the consumer.
 *
 * @param role what this process is there for
 * @param name this consumer's name, as replies show it; by default the variable
 * {@code HOSTNAME}, or else {@code consumer}, and the process id
 * @param queueGroup the group whose members share the requests
 * @param workers how many tasks are worked on at once
 * @param work how long the stand-in works
 * @param maxAge the age from which a request that states no budget is stale; a stated
 * budget never counts for more than this
 * @param skipStale whether requests for which nobody waits any more are skipped; the
 * original experiment without its skip works on them all the same
 * @param interrupt whether a task is interrupted for which nobody waits any more; the
 * stand-in works on to its end, as real work often does, unless this is set
 * @param overload what happens to more requests than can be worked on
 * @param inboxPrefixes the texts with which a reply subject must begin to be answered
 * @param gate when there is enough work under {@link Overload#GATE}
 * @param pendingLimit how many requests the client library holds under
 * {@link Overload#PENDING_LIMIT}
 */
@ConfigurationProperties(prefix = "consumer", ignoreUnknownFields = false)
public record ConsumerProperties(@DefaultValue("worker") Role role, @DefaultValue("") String name,
		@DefaultValue(DEFAULT_GROUP) String queueGroup, @DefaultValue("1") int workers,
		@DefaultValue WorkProperties work, @DefaultValue("5s") Duration maxAge, @DefaultValue("true") boolean skipStale,
		@DefaultValue("false") boolean interrupt, @DefaultValue("_INBOX") List<String> inboxPrefixes,
		@DefaultValue("gate") Overload overload, @DefaultValue GateProperties gate,
		@DefaultValue("1") int pendingLimit) {

	private static final String DEFAULT_GROUP = "workers";

	/**
	 * Checks the values.
	 */
	public ConsumerProperties {
		name = name.isEmpty() ? ResponderProperties.defaultName("consumer") : name;
		responder(name, queueGroup, workers, maxAge, skipStale, interrupt, inboxPrefixes, overload, gate, pendingLimit)
			.check("consumer");
	}

	/**
	 * The settings as the responder takes them. Meters tell the queue group where it is
	 * not the default, since each group counts each request once.
	 * @param durable how a stream keeps requests; null where core NATS carries them
	 * @return all but those of the stand-in's work
	 */
	public ResponderSettings settings(@Nullable DurableSettings durable) {
		Require.that(durable == null || this.overload != Overload.PENDING_LIMIT, "consumer.overload", "pending-limit",
				"none or gate, where delivery is durable");
		return responder(this.name, this.queueGroup, this.workers, this.maxAge, this.skipStale, this.interrupt,
				this.inboxPrefixes, this.overload, this.gate, this.pendingLimit)
			.settings((durable != null) ? Subjects.TASKS : Subjects.TASKS_NOW, "", this.queueGroup, this.workers,
					durable, !this.queueGroup.equals(DEFAULT_GROUP));
	}

	private static ResponderProperties responder(String name, String queueGroup, int workers, Duration maxAge,
			boolean skipStale, boolean interrupt, List<String> inboxPrefixes, Overload overload, GateProperties gate,
			int pendingLimit) {
		return new ResponderProperties(true, name, queueGroup, workers, maxAge, skipStale, interrupt, inboxPrefixes,
				overload, gate, pendingLimit);
	}

}
