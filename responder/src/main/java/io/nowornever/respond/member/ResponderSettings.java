package io.nowornever.respond.member;

import java.time.Duration;

import io.micrometer.core.instrument.Tags;
import io.nowornever.common.durable.DeliveryMode;
import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.durable.DurableSubject;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.respond.intake.GateSettings;
import io.nowornever.respond.intake.GroupSettings;
import io.nowornever.respond.intake.Overload;
import io.nowornever.respond.outcome.TaskMetric;
import org.jspecify.annotations.Nullable;

/**
 * How requests are answered. The values are taken as they are: who reads them from a user
 * checks them, and names the keys under which they stand there.
 *
 * @param subject where requests come
 * @param service this kind of responder's name in discovery
 * @param name this responder's name, as replies show it
 * @param queueGroup the group whose members share the requests
 * @param workers how many tasks are worked on at once
 * @param maxAge the age from which a request that states no budget is stale; a stated
 * budget never counts for more than this
 * @param skipStale whether requests for which nobody waits any more are skipped
 * @param interrupt whether a handler is interrupted that is at work when nobody waits any
 * more
 * @param inboxes which reply subjects are answered
 * @param overload what happens to more requests than can be worked on
 * @param gate when there is enough work under {@link Overload#GATE}
 * @param pendingLimit how many requests the client library holds under
 * {@link Overload#PENDING_LIMIT}
 * @param stream the names of the stream that keeps requests, whose subject is this one;
 * null where core NATS carries them
 * @param durable how a stream keeps requests
 * @param tagged whether meters carry subject and group as tags; an application with one
 * responder can do without
 */
public record ResponderSettings(String subject, String service, String name, String queueGroup, int workers,
		Duration maxAge, boolean skipStale, boolean interrupt, InboxPrefixes inboxes, Overload overload,
		GateSettings gate, int pendingLimit, @Nullable DurableSubject stream, DurableSettings durable, boolean tagged) {

	GroupSettings group() {
		return new GroupSettings(this.subject, this.service, this.queueGroup, this.name, this.inboxes, this.overload,
				this.pendingLimit, this.gate, this.maxAge, this.durable);
	}

	Tags tags() {
		Tags tags = this.tagged ? Tags.of(TaskMetric.SUBJECT, this.subject, TaskMetric.GROUP, this.queueGroup)
				: Tags.empty();
		return (this.tagged || this.stream != null) ? tags.and(TaskMetric.DELIVERY,
				((this.stream != null) ? DeliveryMode.DURABLE : DeliveryMode.CORE).text()) : tags;
	}

}
