package io.nowornever.request;

import java.nio.charset.StandardCharsets;

import io.nats.client.Message;
import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.HeaderBlock;
import io.nowornever.common.wire.HeaderNames;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.common.wire.ServiceError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what comes to the inbox to the request that it is for. All attempts of a request
 * share its entry, so a result counts whichever attempt it belongs to, while a refusal
 * counts only for the attempt in flight. Called by one thread.
 */
final class ReplyReceiver {

	private static final Logger log = LoggerFactory.getLogger(ReplyReceiver.class);

	private static final int LINES_PER_SECOND = 20;

	private static final int NO_RESPONDERS_STATUS = 503;

	private static final byte[] ERROR_CODE = HeaderBlock.name(HeaderNames.SERVICE_ERROR_CODE);

	private static final byte[] LOAD = HeaderBlock.name(HeaderNames.LOAD);

	private final ReplyInbox inbox;

	private final ReplyCheck check;

	private final PendingRequests pending;

	private final Destinations destinations;

	private final Adverts adverts;

	private final Declines declines;

	private final DurableSender durableSender;

	private final Confirmations confirmations;

	private final Settlement settlement;

	private final RequestMetrics metrics;

	private final RequestJournal journal;

	private final NanoClock clock;

	private final LogLimit problemLines;

	ReplyReceiver(ReplyInbox inbox, ReplyCheck check, PendingRequests pending, Destinations destinations,
			Adverts adverts, Declines declines, DurableSender durableSender, Confirmations confirmations,
			Settlement settlement, RequestMetrics metrics, RequestJournal journal, NanoClock clock) {
		this.inbox = inbox;
		this.check = check;
		this.pending = pending;
		this.destinations = destinations;
		this.adverts = adverts;
		this.declines = declines;
		this.durableSender = durableSender;
		this.confirmations = confirmations;
		this.settlement = settlement;
		this.metrics = metrics;
		this.journal = journal;
		this.clock = clock;
		this.problemLines = new LogLimit(clock, LINES_PER_SECOND);
	}

	void received(Message message) {
		if (this.inbox.isAboutPresence(message)) {
			this.destinations.presenceAnswered(message.getSubject(), !saysNoResponders(message), this.clock.nanoTime());
			return;
		}
		if (this.inbox.isAboutStorage(message)) {
			this.durableSender.said(message);
			return;
		}
		this.confirmations.confirm(message);
		long sequence = this.inbox.sequence(message);
		int attempt = this.inbox.attempt(message);
		if (sequence < 0 || attempt < 1) {
			log.debug("Ignored what came to {}, where no request waits", message.getSubject());
			return;
		}
		PendingRequest request = this.pending.find(sequence);
		if (message.isStatusMessage()) {
			if (request != null && saysNoResponders(message)) {
				this.declines.nobodyListens(request, attempt);
			}
		}
		else if (request == null) {
			boolean duplicate = this.settlement.wasAnswered(sequence);
			this.metrics.extraReply(duplicate);
			this.journal.extraReply(sequence, attempt, duplicate);
		}
		else {
			replied(request, attempt, ReceivedMessage.of(message));
		}
	}

	private void replied(PendingRequest request, int attempt, ReceivedMessage reply) {
		String load = (request.destination().balancer() != null) ? reply.header(LOAD) : null;
		if (load != null) {
			this.adverts.heard(request.destination(), load.getBytes(StandardCharsets.US_ASCII));
		}
		String error = reply.header(ERROR_CODE);
		if (error == null) {
			this.settlement.settle(request, isResult(request, reply) ? RequestOutcome.ANSWERED : RequestOutcome.FAILED,
					reply);
		}
		else if (ServiceError.BUSY.text().equals(error)) {
			this.declines.refused(request, attempt, reply);
		}
		else {
			this.settlement.settle(request, RequestOutcome.FAILED, reply);
		}
	}

	private boolean isResult(PendingRequest request, ReceivedMessage reply) {
		String problem = this.check.problem(request, reply);
		if (problem != null) {
			long suppressed = this.problemLines.tryLine();
			if (suppressed != LogLimit.SUPPRESSED) {
				log.warn("A responder's reply breaks the contract: {}{}", problem, LogLimit.more(suppressed));
			}
		}
		return problem == null;
	}

	private static boolean saysNoResponders(Message message) {
		return message.isStatusMessage() && message.getStatus().getCode() == NO_RESPONDERS_STATUS;
	}

}
