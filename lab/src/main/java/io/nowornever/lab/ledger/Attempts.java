package io.nowornever.lab.ledger;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What a producer did with each attempt of one request, a byte an attempt. The order of
 * the events does not matter, since a producer's threads may write out of order.
 */
final class Attempts {

	private static final int SENT = 1;

	private static final int SENT_TWICE = 2;

	private static final int BUSY = 4;

	private static final int NO_RESPONDERS = 8;

	private byte[] flags = new byte[1];

	void send(int attempt) {
		add(attempt, isSent(attempt) ? SENT_TWICE : SENT);
	}

	void decline(int attempt, DeclineReason reason) {
		add(attempt, (reason == DeclineReason.BUSY) ? BUSY : NO_RESPONDERS);
	}

	private void add(int attempt, int flag) {
		if (attempt > this.flags.length) {
			this.flags = Arrays.copyOf(this.flags, attempt);
		}
		this.flags[attempt - 1] |= (byte) flag;
	}

	/**
	 * The highest attempt that may be known.
	 */
	int last() {
		return this.flags.length;
	}

	boolean isSent(int attempt) {
		return has(attempt, SENT);
	}

	boolean isSentTwice(int attempt) {
		return has(attempt, SENT_TWICE);
	}

	/**
	 * Whether a consumer's refusal of the attempt reached the producer.
	 */
	boolean isBusy(int attempt) {
		return has(attempt, BUSY);
	}

	/**
	 * Why nobody began the attempt, or {@code null} if the producer heard no such thing.
	 */
	@Nullable DeclineReason declined(int attempt) {
		if (has(attempt, BUSY)) {
			return DeclineReason.BUSY;
		}
		return has(attempt, NO_RESPONDERS) ? DeclineReason.NO_RESPONDERS : null;
	}

	/**
	 * Whether an attempt was sent of which the producer heard nothing that declines it.
	 */
	boolean awaitsReply() {
		for (int attempt = 1; attempt <= last(); attempt++) {
			if (isSent(attempt) && declined(attempt) == null) {
				return true;
			}
		}
		return false;
	}

	boolean isAnySent() {
		for (int attempt = 1; attempt <= last(); attempt++) {
			if (isSent(attempt)) {
				return true;
			}
		}
		return false;
	}

	private boolean has(int attempt, int flag) {
		return attempt >= 1 && attempt <= this.flags.length && (this.flags[attempt - 1] & flag) != 0;
	}

}
