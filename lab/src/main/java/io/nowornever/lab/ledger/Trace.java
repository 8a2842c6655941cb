package io.nowornever.lab.ledger;

import java.util.function.Consumer;

import io.nowornever.lab.ledger.Violation.Kind;
import org.jspecify.annotations.Nullable;

/**
 * All that the journals tell of one request, in whatever order.
 */
final class Trace {

	private final Attempts attempts = new Attempts();

	private @Nullable Run startedBy;

	private @Nullable Run settledBy;

	private @Nullable Run firstTold;

	private @Nullable Outcome outcome;

	private long startedMillis;

	private boolean repliedLate;

	private boolean repliedExtra;

	private @Nullable Visit visits;

	/**
	 * Notes the start.
	 * @return whether it is the first
	 */
	boolean start(Run producer, long atMillis) {
		if (this.startedBy != null) {
			return false;
		}
		this.startedBy = producer;
		this.startedMillis = atMillis;
		return true;
	}

	/**
	 * Notes the outcome.
	 * @return whether it is the first
	 */
	boolean settle(Run producer, Outcome how) {
		if (this.settledBy != null) {
			return false;
		}
		this.settledBy = producer;
		this.outcome = how;
		return true;
	}

	Attempts attempts(Run producer) {
		this.firstTold = (this.firstTold != null) ? this.firstTold : producer;
		return this.attempts;
	}

	void replyAgain(Run producer, ExtraReplyKind kind) {
		this.firstTold = (this.firstTold != null) ? this.firstTold : producer;
		this.repliedExtra = true;
		this.repliedLate |= kind == ExtraReplyKind.LATE;
	}

	Visit visit(Run consumer, int attempt, int delivery) {
		for (Visit visit = this.visits; visit != null; visit = visit.earlier()) {
			if (visit.is(consumer, attempt, delivery)) {
				return visit;
			}
		}
		this.visits = new Visit(consumer, attempt, delivery, this.visits);
		return this.visits;
	}

	boolean isStarted() {
		return this.startedBy != null;
	}

	/**
	 * When it was started, by the clock of its producer.
	 */
	long startedMillis() {
		return this.startedMillis;
	}

	/**
	 * Whether a producer whose beginning was not read tells of it.
	 */
	boolean isToldByACutRun() {
		return isCut(this.settledBy) || isCut(this.firstTold);
	}

	/**
	 * The visit that was read last, or {@code null} if no consumer received it.
	 */
	@Nullable Visit visits() {
		return this.visits;
	}

	/**
	 * The first outcome, or {@code null} if it was not settled.
	 */
	@Nullable Outcome outcome() {
		return this.outcome;
	}

	/**
	 * Whether the producer that started it told no orderly end.
	 */
	boolean isLeftBehind() {
		return this.startedBy != null && !this.startedBy.isClosed();
	}

	/**
	 * The cause that there is evidence of, or {@code null} if no consumer received what
	 * the producer waited for.
	 */
	@Nullable Cause evidence() {
		Cause strongest = this.repliedLate ? Cause.ANSWERED_LATE : null;
		for (Visit visit = this.visits; visit != null; visit = visit.earlier()) {
			boolean explained = visit.isRefused() && this.attempts.isBusy(visit.attempt());
			if (!explained && (strongest == null || visit.evidence().compareTo(strongest) < 0)) {
				strongest = visit.evidence();
			}
		}
		return strongest;
	}

	/**
	 * Whether a reply to any attempt is outstanding, so that its loss is a cause.
	 */
	boolean awaitsReply() {
		return this.attempts.awaitsReply();
	}

	void tellRetries(Consumer<DeclineReason> told) {
		for (int attempt = 2; attempt <= this.attempts.last(); attempt++) {
			DeclineReason reason = this.attempts.declined(attempt - 1);
			if (this.attempts.isSent(attempt) && reason != null) {
				told.accept(reason);
			}
		}
	}

	/**
	 * Tells what is wrong with the request, except what is noticed when it is noted.
	 */
	void check(String task, Consumer<Violation> told) {
		if (this.startedBy == null) {
			checkUnstarted(task, told);
		}
		else {
			checkStarted(task, this.startedBy, told);
		}
		for (Visit visit = this.visits; visit != null; visit = visit.earlier()) {
			visit.check(task, isStarted(), told);
			boolean unsent = this.startedBy != null && this.startedBy.isClosed()
					&& !this.attempts.isSent(visit.attempt());
			visit.tellIf(unsent, Kind.RECEIVED_WITHOUT_SENT, task, told);
		}
	}

	private void checkUnstarted(String task, Consumer<Violation> told) {
		if (isToldByACutRun()) {
			return;
		}
		if (this.settledBy != null) {
			told.accept(new Violation(Kind.SETTLED_WITHOUT_STARTED, task, this.settledBy.who()));
		}
		if (this.firstTold != null && this.repliedExtra) {
			told.accept(new Violation(Kind.EXTRA_REPLY_WITHOUT_STARTED, task, this.firstTold.who()));
		}
		if (this.firstTold != null && this.attempts.isAnySent()) {
			told.accept(new Violation(Kind.SENT_WITHOUT_STARTED, task, this.firstTold.who()));
		}
	}

	private static boolean isCut(@Nullable Run run) {
		return run != null && run.isCut();
	}

	private void checkStarted(String task, Run producer, Consumer<Violation> told) {
		if (this.settledBy != null && this.settledBy != producer) {
			told.accept(new Violation(Kind.SETTLED_BY_ANOTHER, task, this.settledBy.who()));
		}
		boolean answered = this.outcome == Outcome.ANSWERED || this.outcome == Outcome.FAILED;
		if (answered && producer.isClosed() && !this.attempts.isAnySent()) {
			told.accept(new Violation(Kind.ANSWERED_WITHOUT_SENT, task, producer.who()));
		}
		for (int attempt = 1; attempt <= this.attempts.last(); attempt++) {
			Kind wrong = wrong(attempt, producer);
			if (wrong != null) {
				told.accept(new Violation(wrong, task, producer.who()));
			}
		}
	}

	private @Nullable Kind wrong(int attempt, Run producer) {
		boolean sent = this.attempts.isSent(attempt);
		if (this.attempts.isSentTwice(attempt)) {
			return Kind.SENT_TWICE;
		}
		if (sent && attempt > 1 && this.attempts.declined(attempt - 1) == null) {
			return Kind.SENT_AGAIN_UNDECLINED;
		}
		boolean unsent = !sent && this.attempts.declined(attempt) != null && producer.isClosed();
		return unsent ? Kind.DECLINED_WITHOUT_SENT : null;
	}

}
