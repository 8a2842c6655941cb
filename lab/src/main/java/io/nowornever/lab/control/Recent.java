package io.nowornever.lab.control;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Counts what has happened in the last seconds. For one thread.
 */
final class Recent {

	private static final long SECOND_MILLIS = 1_000;

	private final Deque<Long> times = new ArrayDeque<>();

	private final int seconds;

	/**
	 * Creates one that has counted nothing.
	 * @param seconds over how long it counts
	 */
	Recent(int seconds) {
		this.seconds = seconds;
	}

	/**
	 * It has happened once more.
	 * @param atMillis when, milliseconds since the epoch
	 */
	void add(long atMillis) {
		forget(atMillis);
		this.times.add(atMillis);
	}

	int count(long nowMillis) {
		forget(nowMillis);
		return this.times.size();
	}

	double perSecond(long nowMillis) {
		return (double) count(nowMillis) / this.seconds;
	}

	private void forget(long nowMillis) {
		long since = nowMillis - this.seconds * SECOND_MILLIS;
		for (@Nullable
		Long first = this.times.peek(); first != null && first < since; first = this.times.peek()) {
			this.times.remove();
		}
	}

}
