package io.nowornever.request;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.wire.InboxPrefixes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a responder that its reply has come, where it asks for that. Safe from any
 * thread.
 */
final class Confirmations {

	private static final Logger log = LoggerFactory.getLogger(Confirmations.class);

	private static final byte[] EMPTY = {};

	private final NatsLink link;

	private final InboxPrefixes inboxes;

	/**
	 * Creates the confirmations.
	 * @param link where they leave
	 * @param inboxes where they may go, so that no reply can have this process speak to
	 * anything else in its name
	 */
	Confirmations(NatsLink link, InboxPrefixes inboxes) {
		this.link = link;
		this.inboxes = inboxes;
	}

	/**
	 * Confirms a reply, whatever becomes of it. One that cannot be confirmed now comes
	 * again.
	 */
	void confirm(Message reply) {
		String replyTo = reply.getReplyTo();
		Connection connection = this.link.connection();
		if (replyTo == null || connection == null || !this.inboxes.allow(replyTo)) {
			return;
		}
		try {
			connection.publish(replyTo, EMPTY);
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			log.debug("A reply could not be confirmed", ex);
		}
	}

}
