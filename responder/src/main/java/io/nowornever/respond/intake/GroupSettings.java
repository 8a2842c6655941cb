package io.nowornever.respond.intake;

import java.time.Duration;

import io.nowornever.common.durable.DurableSettings;
import io.nowornever.common.wire.InboxPrefixes;

/**
 * The group to join, and what happens to more requests than can be worked on.
 *
 * @param subject where requests come
 * @param service this kind of responder's name in discovery
 * @param queueGroup the group whose members share the requests
 * @param name this responder's name
 * @param inboxes which reply subjects are answered
 * @param overload what happens to more requests than can be worked on
 * @param pendingLimit how many requests the client library holds under
 * {@link Overload#PENDING_LIMIT}
 * @param gate when there is enough work under {@link Overload#GATE}
 * @param maxAge the longest budget that counts here
 * @param durable how a stream keeps requests, where one does
 */
public record GroupSettings(String subject, String service, String queueGroup, String name, InboxPrefixes inboxes,
		Overload overload, int pendingLimit, GateSettings gate, Duration maxAge, DurableSettings durable) {
}
