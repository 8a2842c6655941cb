package io.nowornever.lab.baseline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A line with controlled delay and adaptive order. It stands if it has not been empty for
 * long; what comes meanwhile may wait only briefly, and the newest goes first. Not safe
 * from several threads. All times are of the monotonic clock.
 *
 * @param <T> what waits
 */
final class CodelLine<T> {

	private record Waiting<T>(T what, long sinceNanos, long longestNanos) {
	}

	private final long briefNanos;

	private final long standingNanos;

	private final Deque<Waiting<T>> line = new ArrayDeque<>();

	private long emptyNanos;

	/**
	 * Creates an empty line.
	 * @param briefNanos how long one may wait that finds a standing line (the M of the
	 * source)
	 * @param standingNanos after how long without being empty a line stands, and how long
	 * one may wait that finds no such line (its N)
	 */
	CodelLine(long briefNanos, long standingNanos) {
		this.briefNanos = briefNanos;
		this.standingNanos = standingNanos;
	}

	void add(T what, long nowNanos) {
		noteEmpty(nowNanos);
		this.line.addLast(new Waiting<>(what, nowNanos, stands(nowNanos) ? this.briefNanos : this.standingNanos));
	}

	/**
	 * Takes out all that have waited too long.
	 */
	List<T> overdue(long nowNanos) {
		List<T> overdue = new ArrayList<>();
		this.line.removeIf((each) -> {
			boolean late = nowNanos - each.sinceNanos > each.longestNanos;
			if (late) {
				overdue.add(each.what);
			}
			return late;
		});
		noteEmpty(nowNanos);
		return overdue;
	}

	/**
	 * Takes out the one whose turn it is, or {@code null} if none waits.
	 */
	@Nullable T next(long nowNanos) {
		Waiting<T> next = stands(nowNanos) ? this.line.pollLast() : this.line.pollFirst();
		noteEmpty(nowNanos);
		return (next != null) ? next.what : null;
	}

	private boolean stands(long nowNanos) {
		return !this.line.isEmpty() && nowNanos - this.emptyNanos > this.standingNanos;
	}

	private void noteEmpty(long nowNanos) {
		if (this.line.isEmpty()) {
			this.emptyNanos = nowNanos;
		}
	}

}
