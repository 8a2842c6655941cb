package io.nowornever.request;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.tracing.TracedRequest;
import io.nowornever.request.balance.Route;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands durable requests to their stream, again and again until that says that it has
 * stored them: a request without that word may be stored or not, and the same one stored
 * twice is one. Safe from any thread.
 */
final class DurableSender {

	private static final Logger log = LoggerFactory.getLogger(DurableSender.class);

	private static final int LINES_PER_SECOND = 1;

	/**
	 * Until a stream's word is missed. A broker in health gives it within a millisecond.
	 */
	private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	/** Until a request that could not be stored is tried again. */
	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private static final int NO_RESPONDERS_STATUS = 503;

	private static final int TOO_MANY_MESSAGES = 10077;

	private final NatsLink link;

	private final RequestMessage message;

	private final ReplyInbox inbox;

	private final PendingRequests pending;

	private final Settlement settlement;

	private final DeadlineTimer timer;

	private final Runnable missing;

	private final RequestJournal journal;

	private final NanoClock clock;

	private final LogLimit problemLines;

	/**
	 * Creates a sender.
	 * @param link where requests go
	 * @param message writes them
	 * @param inbox where replies and the stream's word come
	 * @param pending the requests without an outcome
	 * @param settlement ends them
	 * @param timer brings back what is due
	 * @param missing is told when there seems to be no stream; must not block
	 * @param journal is told each event
	 * @param clock the monotonic clock
	 */
	DurableSender(NatsLink link, RequestMessage message, ReplyInbox inbox, PendingRequests pending,
			Settlement settlement, DeadlineTimer timer, Runnable missing, RequestJournal journal, NanoClock clock) {
		this.link = link;
		this.message = message;
		this.inbox = inbox;
		this.pending = pending;
		this.settlement = settlement;
		this.timer = timer;
		this.missing = missing;
		this.journal = journal;
		this.clock = clock;
		this.problemLines = new LogLimit(clock, LINES_PER_SECOND);
	}

	/**
	 * Publishes a request that is not stored yet, now or as soon as there is a link.
	 */
	void send(PendingRequest request) {
		long now = this.clock.nanoTime();
		Connection connection = this.link.connection();
		if (connection == null) {
			again(request, now + PAUSE_NANOS);
			return;
		}
		again(request, now + SILENCE_NANOS);
		if (request.sentAgain()) {
			request.destination().metrics().resent();
		}
		else {
			this.journal.sent(request, 1, Route.GROUP);
		}
		try (TracedRequest.Scope _ = TracedRequest.scopeOf(request.traced())) {
			this.message.store(connection, request, this.inbox.subject(request.sequence(), 1),
					this.inbox.storageSubject(request.sequence()));
		}
		catch (IllegalStateException ex) {
			log.debug("The link took no request", ex);
			again(request, now + PAUSE_NANOS);
		}
		catch (IllegalArgumentException ex) {
			log.debug("The request is too large", ex);
			this.settlement.settle(request, RequestOutcome.DISCONNECTED, null);
		}
	}

	/**
	 * A request is due: publishes it again if it is not stored.
	 */
	void due(PendingRequest request) {
		if (request.isStored()) {
			request.due(request.deadlineNanos());
		}
		else {
			send(request);
		}
	}

	/**
	 * A new connection stands: what is not known to be stored goes again.
	 */
	void connected() {
		long now = this.clock.nanoTime();
		this.pending.forEach((request) -> {
			if (request.destination().isDurable() && !request.isStored()) {
				again(request, now);
			}
		});
	}

	/**
	 * A stream, or nobody in its place, says what became of a request.
	 */
	void said(Message word) {
		PendingRequest request = this.pending.find(this.inbox.storedSequence(word));
		if (request == null) {
			return;
		}
		long now = this.clock.nanoTime();
		if (word.isStatusMessage()) {
			if (word.getStatus().getCode() == NO_RESPONDERS_STATUS) {
				this.missing.run();
				notStored(request, now, "no stream takes it");
			}
			return;
		}
		try {
			// That the stream has it already is as good.
			var _ = new PublishAck(word);
			stored(request, now);
		}
		catch (JetStreamApiException ex) {
			if (ex.getApiErrorCode() == TOO_MANY_MESSAGES) {
				request.destination().metrics().refusedByStream();
				this.settlement.settle(request, RequestOutcome.REFUSED, null);
			}
			else {
				notStored(request, now, ex.getMessage());
			}
		}
		catch (IOException ex) {
			notStored(request, now, "its stream answers otherwise than streams do");
		}
	}

	private void stored(PendingRequest request, long now) {
		request.destination().storage().answered();
		if (request.storedOnce()) {
			request.due(request.deadlineNanos());
			request.takePermit().succeeded();
			request.destination().metrics().stored(now - request.begunNanos());
			this.journal.stored(request);
		}
	}

	/**
	 * A stream may be without a leader for a moment, as when the broker has just come
	 * back or its servers choose one; beyond that it is as good as cut off.
	 */
	private void notStored(PendingRequest request, long now, @Nullable String reason) {
		if (request.destination().storage().isGone(now)) {
			long suppressed = this.problemLines.tryLine();
			if (suppressed != LogLimit.SUPPRESSED) {
				log.warn("Requests to {} cannot be stored: {}{}", request.destination().subject(), reason,
						LogLimit.more(suppressed));
			}
			this.settlement.settle(request, RequestOutcome.DISCONNECTED, null);
		}
		else {
			again(request, now + PAUSE_NANOS);
		}
	}

	private void again(PendingRequest request, long time) {
		request.due(Math.min(time, request.deadlineNanos()));
		this.timer.wakeBy(request.dueNanos());
	}

}
