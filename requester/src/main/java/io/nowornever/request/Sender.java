package io.nowornever.request;

import io.nats.client.Connection;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.tracing.TracedRequest;
import io.nowornever.request.balance.Route;
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

	private final NanoClock clock;

	Sender(NatsLink link, RequestMessage message, ReplyInbox inbox, RequestJournal journal, Settlement settlement,
			NanoClock clock) {
		this.link = link;
		this.message = message;
		this.inbox = inbox;
		this.journal = journal;
		this.settlement = settlement;
		this.clock = clock;
	}

	/**
	 * Sends an attempt, or ends the request where there is no link, or nobody who would
	 * take it.
	 */
	void send(PendingRequest request, int attempt) {
		Connection connection = this.link.connection();
		if (connection == null) {
			this.settlement.settle(request, RequestOutcome.DISCONNECTED, null);
			return;
		}
		long now = this.clock.nanoTime();
		Destination destination = request.destination();
		Route route = destination.route(request, now);
		if (route instanceof Route.Nowhere) {
			destination.metrics().shed();
			this.settlement.settle(request, RequestOutcome.REFUSED, null);
			return;
		}
		request.routes().add(route, now);
		if (attempt > 1) {
			destination.metrics().retried(request.lastDecline());
		}
		this.journal.sent(request, attempt, route);
		String subject = (route instanceof Route.Direct direct) ? direct.subject() : destination.subject();
		try (TracedRequest.Scope _ = TracedRequest.scopeOf(request.traced())) {
			this.message.publish(connection, request, attempt, subject,
					this.inbox.subject(request.sequence(), attempt));
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
