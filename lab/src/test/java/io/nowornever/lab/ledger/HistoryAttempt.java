package io.nowornever.lab.ledger;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

import io.nowornever.lab.ledger.HistoryProcess.Incarnation;

/**
 * One attempt of a request of a history, on its way to a consumer of each queue group.
 */
final class HistoryAttempt {

	private final Set<Cause> progress = EnumSet.noneOf(Cause.class);

	int dropped;

	boolean seenAnswer;

	boolean seenError;

	boolean seenBusy;

	boolean seenTwice;

	boolean repliedLate;

	private boolean lostBusy;

	private final Random random;

	private final String task;

	private final int attempt;

	HistoryAttempt(Random random, String task, int attempt) {
		this.random = random;
		this.task = task;
		this.attempt = attempt;
	}

	/**
	 * Lets a consumer have it, if it gets there.
	 */
	void pass(Incarnation consumer) {
		switch (this.random.nextInt(20)) {
			case 0, 1 -> {
				// Lost between the broker and the consumer.
			}
			case 2, 3 -> {
				this.dropped++;
				consumer.tell(JournalText.droppedEvent(1));
			}
			default -> receive(consumer);
		}
	}

	/**
	 * How far it came anywhere, where that explains a loss. If two groups refuse it, one
	 * refusal that is seen is enough.
	 */
	Set<Cause> progress() {
		if (this.lostBusy && !this.seenBusy) {
			this.progress.add(Cause.REPLY_LOST);
		}
		return this.progress;
	}

	private void receive(Incarnation consumer) {
		tell(consumer, "received");
		boolean killed = !consumer.isOrderly();
		switch (this.random.nextInt(killed ? 8 : 6)) {
			case 0 -> {
				end(consumer, Handling.STALE);
				this.progress.add(Cause.STALE);
			}
			case 1 -> {
				end(consumer, Handling.REFUSED);
				boolean seen = this.random.nextInt(4) > 0;
				this.seenBusy |= seen;
				this.lostBusy |= !seen;
			}
			case 2 -> {
				end(consumer, Handling.MALFORMED);
				seeError();
			}
			case 6 -> this.progress.add(Cause.DIED_WAITING);
			default -> work(consumer, killed);
		}
	}

	private void work(Incarnation consumer, boolean killed) {
		tell(consumer, "taken");
		switch (this.random.nextInt(killed ? 6 : 5)) {
			case 0 -> {
				end(consumer, Handling.LATE);
				this.progress.add(Cause.ANSWERED_LATE);
				this.repliedLate |= this.random.nextBoolean();
			}
			case 1 -> {
				end(consumer, Handling.FAILED);
				seeError();
			}
			case 2 -> {
				// In time when it was sent, late when it came.
				end(consumer, Handling.ANSWERED);
				this.progress.add(Cause.ANSWERED_LATE);
				this.repliedLate = true;
			}
			case 3, 4 -> {
				end(consumer, Handling.ANSWERED);
				if (isReplySeen()) {
					this.seenTwice |= this.seenAnswer || this.seenError;
					this.seenAnswer |= !this.seenError;
				}
			}
			default -> this.progress.add(Cause.DIED_WORKING);
		}
	}

	private void seeError() {
		if (isReplySeen()) {
			this.seenTwice |= this.seenAnswer || this.seenError;
			this.seenError |= !this.seenAnswer;
		}
	}

	private boolean isReplySeen() {
		boolean seen = this.random.nextInt(4) > 0;
		if (!seen) {
			this.progress.add(Cause.REPLY_LOST);
		}
		return seen;
	}

	private void end(Incarnation consumer, Handling handling) {
		consumer.tell(JournalText.endedEvent(this.task, this.attempt, Words.inJson(handling)));
	}

	private void tell(Incarnation consumer, String event) {
		consumer.tell(JournalText.taskEvent(event, this.task, this.attempt));
	}

}
