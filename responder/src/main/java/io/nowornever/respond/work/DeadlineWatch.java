package io.nowornever.respond.work;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

import io.nowornever.common.time.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts workers that are still at a task for which nobody waits any more. One thread
 * of its own sleeps until the earliest end that it knows. A worker calls
 * {@link #begun(int, long)} and {@link #ended(int)} around each task; an interrupt never
 * reaches what it does afterwards.
 */
final class DeadlineWatch {

	/** Of a worker that is at nothing. */
	private static final long IDLE = Long.MAX_VALUE;

	/** Of a worker to which an interrupt is on its way. */
	private static final long INTERRUPTING = Long.MIN_VALUE;

	/** Of a worker that was interrupted. */
	private static final long INTERRUPTED = Long.MIN_VALUE + 1;

	private final NanoClock clock;

	private final AtomicLongArray ends;

	private final AtomicReferenceArray<@Nullable Thread> workers;

	private volatile long wakesAtNanos = IDLE;

	private volatile @Nullable Thread thread;

	/**
	 * Creates a watch that is not started.
	 * @param clock the monotonic clock
	 * @param workers how many there are
	 */
	DeadlineWatch(NanoClock clock, int workers) {
		this.clock = clock;
		this.ends = new AtomicLongArray(workers);
		this.workers = new AtomicReferenceArray<>(workers);
		for (int i = 0; i < workers; i++) {
			this.ends.set(i, IDLE);
		}
	}

	void start() {
		Thread starting = Thread.ofPlatform().daemon().name("deadline-watch").unstarted(this::watch);
		this.thread = starting;
		starting.start();
	}

	void stop() {
		Thread stopping = this.thread;
		this.thread = null;
		LockSupport.unpark(stopping);
	}

	/**
	 * The calling thread, a worker, begins a task.
	 * @param worker its number
	 * @param endNanos when nobody waits any more, on the monotonic clock
	 */
	void begun(int worker, long endNanos) {
		this.workers.set(worker, Thread.currentThread());
		this.ends.set(worker, endNanos);
		if (endNanos < this.wakesAtNanos) {
			LockSupport.unpark(this.thread);
		}
	}

	/**
	 * The calling thread, a worker, has ended its task. Its interrupt flag is left clear
	 * of this watch's interrupt.
	 * @param worker its number
	 * @return whether it was interrupted
	 */
	boolean ended(int worker) {
		long end = this.ends.get(worker);
		if (end > INTERRUPTED && this.ends.compareAndSet(worker, end, IDLE)) {
			return false;
		}
		while (this.ends.get(worker) == INTERRUPTING) {
			Thread.onSpinWait();
		}
		this.ends.set(worker, IDLE);
		return true;
	}

	private void watch() {
		while (this.thread != null) {
			this.wakesAtNanos = IDLE;
			long now = this.clock.nanoTime();
			long earliest = interruptUntil(now);
			this.wakesAtNanos = earliest;
			// Who began in between may not have seen when this wakes.
			earliest = Math.min(earliest, earliest());
			if (earliest > now) {
				LockSupport.parkNanos(this, (earliest == IDLE) ? Long.MAX_VALUE : earliest - now);
			}
		}
	}

	/**
	 * Interrupts whose time is over.
	 * @return the earliest end of the others
	 */
	long interruptUntil(long now) {
		long earliest = IDLE;
		for (int i = 0; i < this.ends.length(); i++) {
			long end = this.ends.get(i);
			if (end <= INTERRUPTED) {
				continue;
			}
			if (end > now) {
				earliest = Math.min(earliest, end);
			}
			else if (this.ends.compareAndSet(i, end, INTERRUPTING)) {
				Thread worker = this.workers.get(i);
				if (worker != null) {
					worker.interrupt();
				}
				this.ends.set(i, INTERRUPTED);
			}
		}
		return earliest;
	}

	private long earliest() {
		long earliest = IDLE;
		for (int i = 0; i < this.ends.length(); i++) {
			long end = this.ends.get(i);
			if (end > INTERRUPTED) {
				earliest = Math.min(earliest, end);
			}
		}
		return earliest;
	}

}
