package io.nowornever.request.balance;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How many requests were sent after a moment that only moves on: those that a load told
 * later cannot have seen. Moments are told apart by a millisecond, and remembered for a
 * second. For one thread at a time.
 */
final class RecentSends {

	private static final long SLOT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private static final int SLOTS = 1_024;

	private final int[] sent = new int[SLOTS];

	/** The first that still counts. */
	private long first;

	/** The last that was used. */
	private long last;

	private int count;

	RecentSends(long now) {
		this.first = slot(now);
		this.last = this.first;
	}

	/**
	 * One is sent.
	 */
	void add(long now) {
		long slot = Math.max(slot(now), this.last);
		if (slot - this.first >= SLOTS) {
			forgetBefore(slot - SLOTS + 1);
		}
		this.last = slot;
		this.sent[index(slot)]++;
		this.count++;
	}

	/**
	 * One has come to its end; if it still counts, it does no more.
	 * @param sentAt when it was sent
	 */
	void remove(long sentAt) {
		long slot = slot(sentAt);
		if (slot >= this.first && slot <= this.last && this.sent[index(slot)] > 0) {
			this.sent[index(slot)]--;
			this.count--;
		}
	}

	/**
	 * Those sent before a moment count no more.
	 */
	void forgetUntil(long moment) {
		forgetBefore(slot(moment) + 1);
	}

	int count() {
		return this.count;
	}

	/**
	 * When the oldest of those that count was sent; only where there is one.
	 */
	long oldestNanos() {
		while (this.sent[index(this.first)] == 0) {
			this.first++;
		}
		return this.first * SLOT_NANOS;
	}

	private void forgetBefore(long slot) {
		if (slot > this.last) {
			Arrays.fill(this.sent, 0);
			this.count = 0;
			this.last = slot;
		}
		for (long each = this.first; each < slot && this.count > 0; each++) {
			this.count -= this.sent[index(each)];
			this.sent[index(each)] = 0;
		}
		this.first = Math.max(this.first, slot);
	}

	private static long slot(long nanos) {
		return Math.floorDiv(nanos, SLOT_NANOS);
	}

	private static int index(long slot) {
		return Math.floorMod(slot, SLOTS);
	}

}
