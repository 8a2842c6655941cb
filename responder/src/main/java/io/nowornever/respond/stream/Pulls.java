package io.nowornever.respond.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Counts what was asked of a stream and has not come yet. A stream serves the oldest
 * question first, and says how much of one it leaves unserved; one that it says nothing
 * of for too long has been lost. Safe from any thread.
 */
final class Pulls {

	private final Deque<Pull> open = new ArrayDeque<>();

	/**
	 * Asks for requests.
	 * @param id tells this question from others
	 * @param count for how many
	 * @param lostAtNanos when it is lost if nothing was heard of it
	 */
	synchronized void asked(long id, int count, long lostAtNanos) {
		this.open.addLast(new Pull(id, count, lostAtNanos));
	}

	/**
	 * A request has come.
	 */
	synchronized void delivered() {
		Pull oldest = this.open.peekFirst();
		if (oldest != null && --oldest.left == 0) {
			this.open.removeFirst();
		}
	}

	/**
	 * A question has ended.
	 * @param id which
	 * @return how many requests will not come
	 */
	synchronized int ended(long id) {
		for (Iterator<Pull> pulls = this.open.iterator(); pulls.hasNext();) {
			Pull pull = pulls.next();
			if (pull.id == id) {
				pulls.remove();
				return pull.left;
			}
		}
		return 0;
	}

	/**
	 * Gives up what was lost.
	 * @param now the time on the monotonic clock
	 * @return how many requests will not come
	 */
	synchronized int lost(long now) {
		int left = 0;
		while (!this.open.isEmpty() && this.open.getFirst().lostAtNanos - now <= 0) {
			left += this.open.removeFirst().left;
		}
		return left;
	}

	/**
	 * Forgets everything: the connection is gone.
	 * @return how many requests will not come
	 */
	synchronized int clear() {
		int left = this.open.stream().mapToInt((pull) -> pull.left).sum();
		this.open.clear();
		return left;
	}

	/**
	 * One question.
	 */
	private static final class Pull {

		private final long id;

		private final long lostAtNanos;

		private int left;

		Pull(long id, int left, long lostAtNanos) {
			this.id = id;
			this.left = left;
			this.lostAtNanos = lostAtNanos;
		}

	}

}
