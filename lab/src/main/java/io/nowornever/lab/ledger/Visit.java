package io.nowornever.lab.ledger;

import java.util.function.Consumer;

import io.nowornever.lab.ledger.Violation.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a request at one run of a consumer, or one delivery of it by a stream,
 * which may come more than once: a broker that is killed forgets what it has just given
 * to whom, and counts from there again. The order in which its events are told does not
 * matter, since a consumer's threads may write out of order.
 */
final class Visit {

	private final Run run;

	private final int attempt;

	private final int delivery;

	private final @Nullable Visit earlier;

	private byte received;

	private byte taken;

	private byte ended;

	private @Nullable Handling handling;

	Visit(Run run, int attempt, int delivery, @Nullable Visit earlier) {
		this.run = run;
		this.attempt = attempt;
		this.delivery = delivery;
		this.earlier = earlier;
	}

	/**
	 * The visit of the same request that was read before this one.
	 */
	@Nullable Visit earlier() {
		return this.earlier;
	}

	boolean is(Run someRun, int someAttempt, int someDelivery) {
		return this.run == someRun && this.attempt == someAttempt && this.delivery == someDelivery;
	}

	int attempt() {
		return this.attempt;
	}

	void receive() {
		this.received = more(this.received);
	}

	void take() {
		this.taken = more(this.taken);
	}

	void end(Handling how) {
		this.ended = more(this.ended);
		this.handling = (this.handling != null) ? this.handling : how;
	}

	private static byte more(byte times) {
		return (byte) Math.min(times + 1, Byte.MAX_VALUE);
	}

	private boolean isWorkedOn() {
		return this.handling == Handling.ANSWERED || this.handling == Handling.LATE;
	}

	/**
	 * The consumer.
	 */
	String who() {
		return this.run.who();
	}

	/**
	 * How often it was received that no line tells of, since its end does.
	 */
	long receivedUntold() {
		return (this.run.isCut() && this.received == 0) ? 1 : 0;
	}

	/**
	 * The same of being taken.
	 */
	long takenUntold() {
		return (this.run.isCut() && this.taken == 0 && isWorkedOn()) ? 1 : 0;
	}

	boolean isRefused() {
		return this.handling == Handling.REFUSED;
	}

	/**
	 * Why the request may have timed out, as far as this visit tells.
	 */
	Cause evidence() {
		return switch (this.handling) {
			case LATE -> Cause.ANSWERED_LATE;
			case ANSWERED, FAILED, MALFORMED, REFUSED -> Cause.REPLY_LOST;
			case STALE -> Cause.STALE;
			case null -> (this.taken > 0) ? Cause.DIED_WORKING : Cause.DIED_WAITING;
		};
	}

	/**
	 * Tells what is wrong with the visit.
	 * @param task the request
	 * @param own whether a read producer started it
	 * @param told is told each violation
	 */
	void check(String task, boolean own, Consumer<Violation> told) {
		int most = (this.delivery == 0) ? 1 : this.run.isCut() ? Byte.MAX_VALUE : Math.max(this.received, 1);
		tellIf(own && this.received > most, Kind.RECEIVED_TWICE, task, told);
		tellIf(own && this.taken > most, Kind.TAKEN_TWICE, task, told);
		tellIf(own && this.ended > most, Kind.ENDED_TWICE, task, told);
		if (this.run.isCut()) {
			return;
		}
		tellIf(this.taken > 0 && this.received == 0, Kind.TAKEN_WITHOUT_RECEIVED, task, told);
		tellIf(this.ended > 0 && this.received == 0, Kind.ENDED_WITHOUT_RECEIVED, task, told);
		tellIf(isWorkedOn() && this.taken == 0, Kind.ANSWERED_WITHOUT_TAKEN, task, told);
	}

	void tellIf(boolean wrong, Kind kind, String task, Consumer<Violation> told) {
		if (wrong) {
			told.accept(new Violation(kind, task, this.run.who()));
		}
	}

}
