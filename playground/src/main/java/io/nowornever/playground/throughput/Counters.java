package io.nowornever.playground.throughput;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counters that one thread each writes and any thread reads, without locks. Each has
 * cache lines of its own, so that the threads that count do not slow one another.
 */
final class Counters {

	private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

	/**
	 * Two cache lines in longs, since processors fetch them in pairs.
	 */
	private static final int STRIDE = 16;

	private final long[] cells;

	private final int size;

	Counters(int size) {
		this.cells = new long[(size + 2) * STRIDE];
		this.size = size;
	}

	/**
	 * Adds one; for the counter's own thread only.
	 */
	void increment(int which) {
		int cell = cell(which);
		CELL.setRelease(this.cells, cell, (long) CELL.get(this.cells, cell) + 1);
	}

	/**
	 * Sets the count; for the counter's own thread only.
	 */
	void set(int which, long count) {
		CELL.setRelease(this.cells, cell(which), count);
	}

	long get(int which) {
		return (long) CELL.getAcquire(this.cells, cell(which));
	}

	long sum() {
		long sum = 0;
		for (int which = 0; which < this.size; which++) {
			sum += get(which);
		}
		return sum;
	}

	private static int cell(int which) {
		return (which + 1) * STRIDE;
	}

}
