package io.nowornever.request;

import io.nats.client.Connection;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.request.backoff.Backoff;
import org.jspecify.annotations.Nullable;

/**
 * Decides about requests that nobody began, since nobody listened or a consumer was busy:
 * such a one rests and is sent again within its budget, or ends. Safe from any thread.
 */
final class Declines {

	private final RequestClient client;

	private final RetryPolicy policy;

	private final RetryBudget budget;

	private final Backoff backoff;

	private final PresenceProbe presence;

	private final RequestMetrics metrics;

	private final RequestJournal journal;

	private final NanoClock clock;

	Declines(RequestClient client, RetryPolicy policy, RetryBudget budget, Backoff backoff, PresenceProbe presence,
			RequestMetrics metrics, RequestJournal journal, NanoClock clock) {
		this.client = client;
		this.policy = policy;
		this.budget = budget;
		this.backoff = backoff;
		this.presence = presence;
		this.metrics = metrics;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * NATS said that nobody listens, which may also mean that all are busy.
	 * @param request the request
	 * @param attempt the attempt that met nobody
	 */
	void nobodyListens(PendingRequest request, int attempt) {
		long now = this.clock.nanoTime();
		Decline decline = this.presence.isSomebodyThere(now) ? Decline.BUSY : Decline.NO_RESPONDERS;
		if (request.declined(attempt, decline)) {
			this.journal.declined(request, attempt, decline);
			if (this.presence.isInDoubt(now)) {
				askIfSomebodyIsThere(now);
			}
			else {
				this.backoff.somebodyAnswered(request.isProbe());
			}
			request.probes(false);
			restOrEnd(request, attempt, now, null);
		}
	}

	/**
	 * A consumer said that it is busy.
	 * @param request the request
	 * @param attempt the attempt that was refused
	 * @param reply what the consumer said
	 */
	void refused(PendingRequest request, int attempt, ReceivedMessage reply) {
		if (request.declined(attempt, Decline.BUSY)) {
			this.journal.declined(request, attempt, Decline.BUSY);
			this.backoff.somebodyAnswered(request.isProbe());
			request.probes(false);
			restOrEnd(request, attempt, this.clock.nanoTime(), reply);
		}
	}

	/**
	 * A request has rested for as long as it should. One that does not rest is left
	 * alone.
	 * @param request the request
	 * @param now the time
	 */
	void rested(PendingRequest request, long now) {
		int attempt = -request.state();
		if (attempt > 0) {
			repeat(request, attempt, now);
		}
	}

	private void repeat(PendingRequest request, int attempt, long now) {
		Backoff.Admission admission = this.backoff.admit(now);
		if (admission == Backoff.Admission.REJECTED) {
			rest(request, this.backoff.admitsAt(now), null);
			return;
		}
		request.probes(admission == Backoff.Admission.PROBE);
		if (request.resume(attempt)) {
			this.metrics.retried(request.lastDecline());
			this.client.send(request, attempt + 1);
		}
		else if (request.isProbe()) {
			this.backoff.probeLost(now);
		}
	}

	private void askIfSomebodyIsThere(long now) {
		Connection connection = this.client.connection();
		if (connection != null) {
			this.client.wakeBy(this.presence.ask(connection, now));
		}
		else {
			this.backoff.probeLost(now);
		}
	}

	private void restOrEnd(PendingRequest request, int attempt, long now, @Nullable ReceivedMessage reply) {
		if (!request.isGivenUp() && this.policy.allowsMoreAfter(attempt) && isAffordable(request, now)) {
			rest(request, Math.max(now + this.policy.delayNanos(attempt), this.backoff.admitsAt(now)), reply);
		}
		else {
			this.client.settle(request, request.lastDecline().outcome(), reply);
		}
	}

	private boolean isAffordable(PendingRequest request, long now) {
		return request.lastDecline() != Decline.BUSY || this.budget.take(now, this.client.requestsSoFar());
	}

	private void rest(PendingRequest request, long untilNanos, @Nullable ReceivedMessage reply) {
		if (untilNanos < request.deadlineNanos()) {
			request.due(untilNanos);
			this.client.wakeBy(untilNanos);
		}
		else {
			this.client.settle(request, request.lastDecline().outcome(), reply);
		}
	}

}
