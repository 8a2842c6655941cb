package io.nowornever.respond.intake;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.common.wire.Subjects;
import org.jspecify.annotations.Nullable;

/**
 * Shows that this consumer is there, also while it is out of its queue group: whoever
 * gets "no responders" for a request can ask here if there is truly nobody. Safe from any
 * thread.
 */
final class PresenceResponder {

	private static final byte[] EMPTY = {};

	private final String queueGroup;

	private final InboxPrefixes inboxes;

	private @Nullable Dispatcher dispatcher;

	private boolean ended;

	PresenceResponder(String queueGroup, InboxPrefixes inboxes) {
		this.queueGroup = queueGroup;
		this.inboxes = inboxes;
	}

	synchronized void connected(Connection connection) {
		if (!this.ended) {
			this.dispatcher = connection.createDispatcher((question) -> answer(connection, question))
				.subscribe(Subjects.TASKS_PRESENCE, this.queueGroup);
		}
	}

	synchronized void end() {
		this.ended = true;
		Dispatcher ending = this.dispatcher;
		if (ending != null && ending.isActive()) {
			ending.unsubscribe(Subjects.TASKS_PRESENCE);
		}
	}

	private void answer(Connection connection, Message question) {
		if (this.inboxes.allow(question.getReplyTo())) {
			connection.publish(question.getReplyTo(), EMPTY);
		}
	}

}
