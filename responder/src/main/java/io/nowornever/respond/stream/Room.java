package io.nowornever.respond.stream;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How many requests may be here or on their way: one for each worker. Only where tasks
 * are so short that the way to the broker and back counts, one more for each. Safe from
 * any thread.
 */
final class Room {

	/**
	 * To ask and to get takes about a millisecond: a hundredth of a worker's time, where
	 * its tasks are no longer than this.
	 */
	private static final long SHORT_TASK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final int workers;

	private final LongSupplier meanWorkNanos;

	private final Lock lock = new ReentrantLock();

	private final Condition more = this.lock.newCondition();

	/** Under the lock. */
	private int taken;

	/**
	 * Starts empty.
	 * @param workers how many requests are worked on at once
	 * @param meanWorkNanos tells how long a task takes in the mean
	 */
	Room(int workers, LongSupplier meanWorkNanos) {
		this.workers = workers;
		this.meanWorkNanos = meanWorkNanos;
	}

	/**
	 * Takes all that is free, and waits for a while if nothing is.
	 * @param most how much to take at the most
	 * @param limitNanos how long to wait
	 * @return how many requests may be asked for, maybe none
	 * @throws InterruptedException when the calling thread was told to end
	 */
	int take(LongSupplier most, long limitNanos) throws InterruptedException {
		long left = limitNanos;
		this.lock.lockInterruptibly();
		try {
			while (free() <= 0 && left > 0) {
				left = this.more.awaitNanos(left);
			}
			int count = (int) Math.min(Math.max(free(), 0), most.getAsLong());
			this.taken += count;
			return count;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Requests have come to their end, or will not come.
	 * @param count how many
	 */
	void release(int count) {
		if (count == 0) {
			return;
		}
		this.lock.lock();
		try {
			this.taken -= count;
			this.more.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	private int free() {
		return ((this.meanWorkNanos.getAsLong() < SHORT_TASK_NANOS) ? 2 * this.workers : this.workers) - this.taken;
	}

}
