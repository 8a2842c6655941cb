package io.nowornever.request;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.nowornever.common.tracing.TracedRequest;
import io.nowornever.common.wire.Rank;
import io.nowornever.request.backoff.Permit;
import io.nowornever.request.balance.Attempt;
import io.nowornever.request.balance.Route;
import org.jspecify.annotations.Nullable;

/**
 * A request between its start and its outcome. Its state is one number that threads
 * compete for: {@code n > 0} while attempt n is in flight, {@code -n} while it rests
 * after attempt n was declined, 0 once it is settled.
 */
final class PendingRequest implements Attempt {

	private static final VarHandle STATE;

	static {
		try {
			STATE = MethodHandles.lookup().findVarHandle(PendingRequest.class, "state", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static final int SETTLED = 0;

	private final Destination destination;

	private final Question question;

	private final long intendedNanos;

	private final long sentAtMillis;

	private final long budgetNanos;

	private final long deadlineNanos;

	private final AnswerListener listener;

	private @Nullable TracedRequest traced;

	private long sequence;

	private volatile int state = 1;

	private volatile long dueNanos;

	private volatile Decline lastDecline = Decline.NO_RESPONDERS;

	private volatile Permit permit = Permit.NONE;

	private final Routes routes = new Routes();

	private volatile boolean givenUp;

	private volatile boolean sent;

	private volatile boolean stored;

	/**
	 * Creates a request whose first attempt is about to be sent.
	 * @param destination where it goes
	 * @param question what it asks
	 * @param intendedNanos when it should have left, on the monotonic clock; latency is
	 * measured from here
	 * @param sentAtMillis the stamp of the first attempt, in epoch milliseconds
	 * @param now the time on the monotonic clock
	 * @param budgetNanos how long from now it may take
	 * @param listener is told the outcome
	 */
	PendingRequest(Destination destination, Question question, long intendedNanos, long sentAtMillis, long now,
			long budgetNanos, AnswerListener listener) {
		this.destination = destination;
		this.question = question;
		this.intendedNanos = intendedNanos;
		this.sentAtMillis = sentAtMillis;
		this.budgetNanos = budgetNanos;
		this.deadlineNanos = now + budgetNanos;
		this.dueNanos = this.deadlineNanos;
		this.listener = listener;
	}

	/**
	 * Has it followed, from before it is known to others.
	 * @param traced what follows it, or null for nothing
	 */
	void follow(@Nullable TracedRequest traced) {
		this.traced = traced;
	}

	/**
	 * What follows it.
	 * @return null for nothing
	 */
	@Nullable TracedRequest traced() {
		return this.traced;
	}

	void number(long sequence) {
		this.sequence = sequence;
	}

	/**
	 * An attempt was declined by somebody who did nothing.
	 * @param attempt the attempt that was declined; one below 1 is none
	 * @param decline by whom
	 * @return true if it was the attempt in flight, which now rests
	 */
	boolean declined(int attempt, Decline decline) {
		if (attempt > SETTLED && STATE.compareAndSet(this, attempt, -attempt)) {
			this.lastDecline = decline;
			return true;
		}
		return false;
	}

	/**
	 * Ends the rest after an attempt.
	 * @param attempt the attempt that was declined
	 * @return true if the next attempt may be sent, false if the request is settled
	 */
	boolean resume(int attempt) {
		this.dueNanos = this.deadlineNanos;
		return STATE.compareAndSet(this, -attempt, attempt + 1);
	}

	/**
	 * Settles the request.
	 * @return true for the one caller who did
	 */
	boolean settle() {
		return (int) STATE.getAndSet(this, SETTLED) != SETTLED;
	}

	/**
	 * Nobody waits for the answer any more.
	 */
	void giveUp() {
		this.givenUp = true;
	}

	/**
	 * It is about to be sent. Called by one thread at a time.
	 * @return false for the first time
	 */
	boolean sentAgain() {
		boolean again = this.sent;
		this.sent = true;
		return again;
	}

	/**
	 * A stream has stored it.
	 * @return true for the first time
	 */
	boolean storedOnce() {
		boolean first = !this.stored;
		this.stored = true;
		return first;
	}

	boolean isStored() {
		return this.stored;
	}

	boolean isGivenUp() {
		return this.givenUp;
	}

	/**
	 * Sets when something has to be done about this request next.
	 * @param dueNanos the time on the monotonic clock, at most the deadline
	 */
	void due(long dueNanos) {
		this.dueNanos = dueNanos;
	}

	/**
	 * The state, as described by the class.
	 * @return an attempt in flight, a negated one that was declined, or 0
	 */
	int state() {
		return this.state;
	}

	long dueNanos() {
		return this.dueNanos;
	}

	/**
	 * When it was started.
	 */
	long begunNanos() {
		return this.deadlineNanos - this.budgetNanos;
	}

	@Override
	public long deadlineNanos() {
		return this.deadlineNanos;
	}

	long intendedNanos() {
		return this.intendedNanos;
	}

	long sentAtMillis() {
		return this.sentAtMillis;
	}

	@Override
	public long budgetNanos() {
		return this.budgetNanos;
	}

	Destination destination() {
		return this.destination;
	}

	Question question() {
		return this.question;
	}

	long sequence() {
		return this.sequence;
	}

	/**
	 * When something has to be done next, unless it is settled.
	 * @return the time on the monotonic clock, or {@link DeadlineTimer#NEVER}
	 */
	long nextDueNanos() {
		return (this.state != SETTLED) ? this.dueNanos : DeadlineTimer.NEVER;
	}

	/**
	 * Gives the attempt that is about to be sent its permit.
	 * @param permit from the back-off
	 */
	void permit(Permit permit) {
		this.permit = permit;
	}

	/**
	 * Takes the permit away from an attempt that has ended, to end it.
	 * @return the permit, {@link Permit#NONE} where it was taken before
	 */
	Permit takePermit() {
		Permit taken = this.permit;
		this.permit = Permit.NONE;
		return taken;
	}

	/**
	 * How it ends when its budget does.
	 * @return what is known of it by then
	 */
	RequestOutcome outcomeInTheEnd() {
		if (this.destination.isDurable()) {
			return this.stored ? RequestOutcome.TIMED_OUT : RequestOutcome.DISCONNECTED;
		}
		return (this.state > SETTLED) ? RequestOutcome.TIMED_OUT : this.lastDecline.outcome();
	}

	Decline lastDecline() {
		return this.lastDecline;
	}

	AnswerListener listener() {
		return this.listener;
	}

	@Override
	public Rank rank() {
		return this.question.rank();
	}

	@Override
	public boolean wasDeclinedBy(Route.Direct candidate) {
		return this.routes.wereDeclinedBy(candidate);
	}

	/**
	 * Where its attempts went.
	 */
	Routes routes() {
		return this.routes;
	}

}
