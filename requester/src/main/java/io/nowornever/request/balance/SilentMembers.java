package io.nowornever.request.balance;

import java.util.concurrent.TimeUnit;

/**
 * Those members of the queue group who tell nothing of their load, taken together: all
 * that is known of them is how long their answers took. They are asked through the group,
 * which may give a request to anybody else too, and no more at a time than they were seen
 * to answer: additive increase, multiplicative decrease (Chiu and Jain, 1989). Whether
 * there are any is found out when nobody else has room, now and then. Guarded by the
 * balancer.
 */
final class SilentMembers {

	private static final long BELIEVED_NANOS = TimeUnit.SECONDS.toNanos(10);

	private static final long FIRST_GAP_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final long LONGEST_GAP_NANOS = TimeUnit.SECONDS.toNanos(32);

	private static final double WEIGHT = 1 / 8.0;

	private static final double FIRST_MEAN_NANOS = TimeUnit.SECONDS.toNanos(1);

	private long seenNanos;

	private long askedNanos;

	private long gapNanos = FIRST_GAP_NANOS;

	private double meanNanos = FIRST_MEAN_NANOS;

	private double limit = 1;

	private int inFlight;

	SilentMembers(long now) {
		this.seenNanos = now - BELIEVED_NANOS;
		this.askedNanos = now - FIRST_GAP_NANOS;
	}

	/**
	 * Whether to ask through the group.
	 * @param cost what speaks against the best of the others; infinite where nobody has
	 * room
	 */
	boolean isBetterThan(double cost, long now) {
		if (now - this.seenNanos < BELIEVED_NANOS) {
			return Double.isInfinite(cost) || (this.inFlight < (int) this.limit && this.meanNanos < cost);
		}
		return Double.isInfinite(cost) && this.inFlight == 0 && now - this.askedNanos > this.gapNanos;
	}

	void sent(long now) {
		if (now - this.seenNanos >= BELIEVED_NANOS) {
			this.gapNanos = Math.min(2 * this.gapNanos, LONGEST_GAP_NANOS);
		}
		this.askedNanos = now;
		this.inFlight++;
	}

	/**
	 * One of them has answered.
	 */
	void answered(long sentAt, long now) {
		this.inFlight = Math.max(this.inFlight - 1, 0);
		this.seenNanos = now;
		this.gapNanos = FIRST_GAP_NANOS;
		this.meanNanos += (now - sentAt - this.meanNanos) * WEIGHT;
		this.limit += 1 / this.limit;
	}

	/**
	 * It was refused, or nobody answered, or somebody else.
	 * @param answered whether somebody else did
	 */
	void ended(boolean answered) {
		this.inFlight = Math.max(this.inFlight - 1, 0);
		if (!answered) {
			this.limit = Math.max(this.limit / 2, 1);
		}
	}

}
