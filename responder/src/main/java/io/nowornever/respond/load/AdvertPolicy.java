package io.nowornever.respond.load;

import java.util.concurrent.TimeUnit;

import io.nowornever.common.load.Load;
import org.jspecify.annotations.Nullable;

/**
 * When a load is worth telling: as soon as what readers of the last one think by now is
 * wrong by so much that they would choose otherwise, and a few times a second anyway, to
 * show that somebody is there. Never so often that it weighs: at most every
 * {@value #GAP_MILLIS} ms and {@value #PER_SECOND} times a second, beyond a few in a row.
 * For one thread.
 */
final class AdvertPolicy {

	static final long GAP_MILLIS = 10;

	static final int PER_SECOND = 20;

	static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(GAP_MILLIS);

	private static final int IN_A_ROW = 10;

	private static final double NANOS = 1e9;

	private static final double ERRORS = 0.25;

	private double credit = IN_A_ROW;

	private long toldNanos;

	private @Nullable Load told;

	/**
	 * When to tell the load, if it stays as it is.
	 * @param load the load as it is
	 * @param now the time on the monotonic clock
	 * @return nanoseconds from now, 0 for at once
	 */
	long dueInNanos(Load load, long now) {
		Load last = this.told;
		if (last == null) {
			return 0;
		}
		long elapsed = now - this.toldNanos;
		long period = Math.max(PERIOD_NANOS - elapsed, 0);
		if (!isWrong(last, elapsed, load)) {
			return period;
		}
		long gap = Math.max(GAP_NANOS - elapsed, 0);
		long credit = Math.round(Math.max(1 - credit(now), 0) * NANOS / PER_SECOND);
		return Math.min(Math.max(gap, credit), period);
	}

	/**
	 * It was told.
	 * @param load what
	 * @param now the time on the monotonic clock
	 */
	void told(Load load, long now) {
		this.credit = Math.max(credit(now) - 1, 0);
		this.told = load;
		this.toldNanos = now;
	}

	private double credit(long now) {
		return (this.told != null) ? Math.min(this.credit + (now - this.toldNanos) * PER_SECOND / NANOS, IN_A_ROW)
				: this.credit;
	}

	private static boolean isWrong(Load told, long elapsed, Load load) {
		long thought = told.waitNanosAfter(elapsed);
		boolean thoughtRoom = thought <= told.limitNanos();
		return load.hasRoom() != thoughtRoom || 2 * Math.abs(load.waitNanos() - thought) > load.meanNanos()
				|| Math.abs(load.errors() - told.errors()) > ERRORS || (load.trial() && !told.trial());
	}

}
