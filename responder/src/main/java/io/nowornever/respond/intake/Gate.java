package io.nowornever.respond.intake;

import java.time.Duration;

/**
 * Decides whether this consumer should be in the queue group: it leaves when it holds
 * enough work, and comes back when it holds little enough. Enough is a share of the time
 * for which a request can wait here at all, which is its longest budget less the time of
 * its own work. Between the two shares it stays as it is.
 *
 * <p>
 * For one thread; {@link #isOpen()} may be read from any.
 */
final class Gate {

	private final long budgetNanos;

	private final double closeAt;

	private final double openAt;

	private volatile boolean open = true;

	/**
	 * Creates an open gate.
	 * @param settings the shares
	 * @param budget the longest budget that counts here
	 */
	Gate(GateSettings settings, Duration budget) {
		this.budgetNanos = budget.toNanos();
		this.closeAt = settings.closeAt();
		this.openAt = settings.openAt();
	}

	/**
	 * Whether the gate is open.
	 * @return true at first
	 */
	boolean isOpen() {
		return this.open;
	}

	/**
	 * Whether there is too much work for a gate that is open. While a worker is free,
	 * there is not.
	 * @param aheadNanos the work that waits here, as the time until a newcomer's turn
	 * @param workNanos how long a task takes at the most
	 * @return true if it should close
	 */
	boolean isEnough(long aheadNanos, long workNanos) {
		return aheadNanos > 0 && aheadNanos >= this.closeAt * longestWaitNanos(workNanos);
	}

	/**
	 * How long a closed gate stays closed, if nothing is done sooner than expected.
	 * @param aheadNanos the work that waits here, as the time until a newcomer's turn
	 * @param workNanos how long a task takes at the most
	 * @return nanoseconds, 0 or less when it should open
	 */
	long opensInNanos(long aheadNanos, long workNanos) {
		return aheadNanos - (long) (this.openAt * longestWaitNanos(workNanos));
	}

	void open() {
		this.open = true;
	}

	void close() {
		this.open = false;
	}

	private long longestWaitNanos(long workNanos) {
		return Math.max(this.budgetNanos - workNanos, 0);
	}

}
