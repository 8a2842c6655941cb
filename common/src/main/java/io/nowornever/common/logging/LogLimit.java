package io.nowornever.common.logging;

import java.util.concurrent.TimeUnit;

import io.nowornever.common.time.NanoClock;

/**
 * Lets a few log lines a second through and counts the others, so that a flood of bad
 * input cannot become a flood of lines. Safe from any thread.
 */
public final class LogLimit {

	/**
	 * The line is not to be written.
	 */
	public static final long SUPPRESSED = -1;

	private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final NanoClock clock;

	private final int linesPerSecond;

	private long windowEndNanos;

	private int linesLeft;

	private long suppressed;

	/**
	 * Creates a limit.
	 * @param clock the monotonic clock
	 * @param linesPerSecond how many lines a second are let through
	 */
	public LogLimit(NanoClock clock, int linesPerSecond) {
		this.clock = clock;
		this.linesPerSecond = linesPerSecond;
	}

	/**
	 * Asks to write one line.
	 * @return how many lines were suppressed since the last one that was let through, or
	 * {@link #SUPPRESSED} when this one is not to be written either
	 */
	public synchronized long tryLine() {
		long now = this.clock.nanoTime();
		if (now >= this.windowEndNanos) {
			this.windowEndNanos = now + WINDOW_NANOS;
			this.linesLeft = this.linesPerSecond;
		}
		if (this.linesLeft == 0) {
			this.suppressed++;
			return SUPPRESSED;
		}
		this.linesLeft--;
		long since = this.suppressed;
		this.suppressed = 0;
		return since;
	}

	/**
	 * What a line adds about those that were not written.
	 * @param suppressed the result of {@link #tryLine()}
	 * @return nothing, or how many more there were
	 */
	public static String more(long suppressed) {
		return (suppressed > 0) ? " (and " + suppressed + " more like it since the last line)" : "";
	}

}
