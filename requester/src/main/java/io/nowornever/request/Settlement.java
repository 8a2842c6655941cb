package io.nowornever.request;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.nowornever.common.shutdown.OutOfMemory;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.tracing.TracedRequest;
import io.nowornever.common.wire.Rank;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.request.backoff.Permit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends requests, each in exactly one outcome, and knows how many have none yet. Safe from
 * any thread.
 */
final class Settlement {

	private static final Logger log = LoggerFactory.getLogger(Settlement.class);

	private final PendingRequests pending;

	private final RequestJournal journal;

	private final NanoClock clock;

	private final AnsweredMemory memory = new AnsweredMemory();

	private final AtomicInteger inFlight = new AtomicInteger();

	private final AtomicReference<@Nullable Runnable> whenEmpty = new AtomicReference<>();

	Settlement(PendingRequests pending, RequestJournal journal, NanoClock clock) {
		this.pending = pending;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * One more request was started, and has to be ended by one of the other methods.
	 * @param destination where it goes
	 * @return how many are without an outcome, this one included
	 */
	int started(Destination destination) {
		destination.started();
		return this.inFlight.incrementAndGet();
	}

	/**
	 * Ends a request that is not sent.
	 */
	void reject(Destination destination, Rank rank, long intendedNanos, AnswerListener listener,
			@Nullable TracedRequest traced) {
		this.journal.rejected();
		end(RequestOutcome.REJECTED, destination, rank, intendedNanos, listener, null, traced);
	}

	/**
	 * Ends a request, unless it has ended.
	 * @param request the request
	 * @param outcome how
	 * @param reply the reply that ends it, or null when none does
	 */
	void settle(PendingRequest request, RequestOutcome outcome, @Nullable ReceivedMessage reply) {
		if (!request.settle()) {
			return;
		}
		this.journal.settled(request, outcome);
		this.memory.remember(request.sequence(), outcome == RequestOutcome.ANSWERED);
		this.pending.remove(request);
		request.destination().routeEnded(request, outcome, reply, this.clock.nanoTime());
		Permit permit = request.takePermit();
		if (reply != null) {
			permit.succeeded();
		}
		else {
			permit.unknown(this.clock.nanoTime());
		}
		end(outcome, request.destination(), request.rank(), request.intendedNanos(), request.listener(), reply,
				request.traced());
	}

	/**
	 * Whether a request that has ended was answered.
	 * @param sequence its number
	 * @return false also if that is too long ago
	 */
	boolean wasAnswered(long sequence) {
		return this.memory.wasAnswered(sequence);
	}

	/**
	 * Does something once no request is without an outcome, now if that is so.
	 * @param callback what to do
	 */
	void whenEmpty(Runnable callback) {
		this.whenEmpty.set(callback);
		callIfEmpty();
	}

	private void end(RequestOutcome outcome, Destination destination, Rank rank, long intendedNanos,
			AnswerListener listener, @Nullable ReceivedMessage reply, @Nullable TracedRequest traced) {
		try (TracedRequest.Scope _ = TracedRequest.scopeOf(traced)) {
			destination.ended(rank, outcome, this.clock.nanoTime() - intendedNanos);
			this.inFlight.decrementAndGet();
			tell(listener, outcome, reply);
		}
		if (traced != null) {
			traced.ended(outcome.tag());
		}
		callIfEmpty();
	}

	private static void tell(AnswerListener listener, RequestOutcome outcome, @Nullable ReceivedMessage reply) {
		try {
			listener.settled(outcome, reply);
		}
		catch (Throwable ex) {
			OutOfMemory.check(ex);
			log.warn("A listener failed on the outcome {}", outcome.tag(), ex);
		}
	}

	private void callIfEmpty() {
		if (this.whenEmpty.get() != null && this.inFlight.get() == 0) {
			Runnable callback = this.whenEmpty.getAndSet(null);
			if (callback != null) {
				callback.run();
			}
		}
	}

}
