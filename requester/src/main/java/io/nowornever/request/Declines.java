package io.nowornever.request;

import io.nats.client.Connection;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.request.backoff.Backoff;
import io.nowornever.request.backoff.Permit;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of requests that nobody began, since nobody listened or a responder was
 * busy: such a one rests and is sent again within its budget, or ends. Safe from any
 * thread.
 */
final class Declines {

	/**
	 * So often another one is chosen in place of one that declined.
	 */
	private static final int MOST_SWITCHES = 2;

	private final NatsLink link;

	private final Sender sender;

	private final Settlement settlement;

	private final DeadlineTimer timer;

	private final RetryPolicy policy;

	private final RequestJournal journal;

	private final NanoClock clock;

	Declines(NatsLink link, Sender sender, Settlement settlement, DeadlineTimer timer, RetryPolicy policy,
			RequestJournal journal, NanoClock clock) {
		this.link = link;
		this.sender = sender;
		this.settlement = settlement;
		this.timer = timer;
		this.policy = policy;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * NATS said that nobody listens, which may also mean that all are busy; or only that
	 * the one is gone who was chosen.
	 * @param request the request
	 * @param attempt the attempt that met nobody
	 */
	void nobodyListens(PendingRequest request, int attempt) {
		long now = this.clock.nanoTime();
		PresenceProbe presence = request.destination().presence();
		Decline decline = presence.isSomebodyThere(now) ? Decline.BUSY : Decline.NO_RESPONDERS;
		if (request.declined(attempt, decline)) {
			this.journal.declined(request, attempt, decline);
			if (request.destination().declined(request, true)) {
				switchOrEnd(request, attempt, null);
				return;
			}
			Permit permit = request.takePermit();
			if (presence.isInDoubt(now)) {
				askIfSomebodyIsThere(presence, permit, now);
			}
			else {
				permit.succeeded();
			}
			restOrEnd(request, attempt, now, null);
		}
	}

	/**
	 * A responder said that it is busy.
	 * @param request the request
	 * @param attempt the attempt that was refused
	 * @param reply what the responder said
	 */
	void refused(PendingRequest request, int attempt, ReceivedMessage reply) {
		if (request.declined(attempt, Decline.BUSY)) {
			this.journal.declined(request, attempt, Decline.BUSY);
			request.takePermit().succeeded();
			if (request.destination().declined(request, false)) {
				switchOrEnd(request, attempt, reply);
				return;
			}
			restOrEnd(request, attempt, this.clock.nanoTime(), reply);
		}
	}

	/**
	 * A request has rested for as long as it should, or nobody waits for it any more. One
	 * that does not rest is left alone. Called by the timer.
	 * @param request the request
	 * @param now the time
	 */
	void rested(PendingRequest request, long now) {
		int attempt = -request.state();
		if (attempt > 0 && request.isGivenUp()) {
			this.settlement.settle(request, request.lastDecline().outcome(), null);
		}
		else if (attempt > 0) {
			repeat(request, attempt, now);
		}
	}

	/**
	 * Somebody is there again: what rests until then need rest no longer.
	 * @param all the requests that may rest
	 * @param destination where somebody is
	 */
	void wake(PendingRequests all, Destination destination) {
		long now = this.clock.nanoTime();
		all.forEach((request) -> {
			if (request.destination().equals(destination) && request.state() < 0) {
				request.due(now);
			}
		});
		this.timer.wakeBy(now);
	}

	private void repeat(PendingRequest request, int attempt, long now) {
		Backoff backoff = request.destination().backoff();
		Permit permit = backoff.acquire(now);
		if (permit == null) {
			restUntil(request, backoff.admitsAt(now));
			return;
		}
		request.permit(permit);
		if (request.resume(attempt)) {
			this.sender.send(request, attempt + 1);
		}
		else {
			request.takePermit().unknown(now);
		}
	}

	/**
	 * Another one is asked at once: there may be many who have room.
	 */
	private void switchOrEnd(PendingRequest request, int attempt, @Nullable ReceivedMessage reply) {
		if (request.isGivenUp() || attempt > MOST_SWITCHES || !this.policy.allows(attempt)) {
			this.settlement.settle(request, RequestOutcome.REFUSED, reply);
		}
		else if (request.resume(attempt)) {
			this.sender.send(request, attempt + 1);
		}
	}

	private void askIfSomebodyIsThere(PresenceProbe presence, Permit permit, long now) {
		Connection connection = this.link.connection();
		if (connection != null) {
			this.timer.wakeBy(presence.ask(connection, permit, now));
		}
		else {
			permit.unknown(now);
		}
	}

	private void restOrEnd(PendingRequest request, int attempt, long now, @Nullable ReceivedMessage reply) {
		long retryAt = isLast(request) ? DeadlineTimer.NEVER : this.policy.retryAtNanos(attempt, now,
				request.destination().backoff().admitsAt(now), request.deadlineNanos());
		if (retryAt != DeadlineTimer.NEVER && isAffordable(request, now)) {
			restUntil(request, retryAt);
		}
		else {
			this.settlement.settle(request, request.lastDecline().outcome(), reply);
		}
	}

	/**
	 * A stream would take a request that it has stored before for the same one.
	 */
	private static boolean isLast(PendingRequest request) {
		return request.isGivenUp() || request.destination().isDurable();
	}

	private boolean isAffordable(PendingRequest request, long now) {
		return request.lastDecline() != Decline.BUSY || request.destination().takeRetry(now);
	}

	private void restUntil(PendingRequest request, long time) {
		if (time < request.deadlineNanos()) {
			request.due(time);
			this.timer.wakeBy(time);
		}
		else {
			this.settlement.settle(request, request.lastDecline().outcome(), null);
		}
	}

}
