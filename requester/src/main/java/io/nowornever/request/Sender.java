package io.nowornever.request;

import io.nats.client.Connection;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.tracing.TracedRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends attempts at once or never: without a connection a request ends, it is not kept.
 * Safe from any thread.
 */
final class Sender {

	private static final Logger log = LoggerFactory.getLogger(Sender.class);

	private final NatsLink link;

	private final RequestMessage message;

	private final ReplyInbox inbox;

	private final RequestJournal journal;

	private final Settlement settlement;

	Sender(NatsLink link, RequestMessage message, ReplyInbox inbox, RequestJournal journal, Settlement settlement) {
		this.link = link;
		this.message = message;
		this.inbox = inbox;
		this.journal = journal;
		this.settlement = settlement;
	}

	/**
	 * Sends an attempt, or ends the request where there is no link.
	 */
	void send(PendingRequest request, int attempt) {
		Connection connection = this.link.connection();
		if (connection == null) {
			this.settlement.settle(request, RequestOutcome.DISCONNECTED, null);
			return;
		}
		this.journal.sent(request, attempt);
		try (TracedRequest.Scope _ = TracedRequest.scopeOf(request.traced())) {
			this.message.publish(connection, request, attempt, this.inbox.subject(request.sequence(), attempt));
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			log.debug("The link took no request", ex);
			this.settlement.settle(request, RequestOutcome.DISCONNECTED, null);
			return;
		}
		if (!this.link.stands(connection)) {
			this.settlement.settle(request, RequestOutcome.DISCONNECTED, null);
		}
	}

}
