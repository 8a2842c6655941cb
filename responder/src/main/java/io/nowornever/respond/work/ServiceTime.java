package io.nowornever.respond.work;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a task takes here, learned from what was done: a moving mean and a moving mean
 * deviation, as TCP estimates its round trips (Jacobson, "Congestion Avoidance and
 * Control", 1988; RFC 6298). A bound for nearly all tasks is the mean plus a few
 * deviations, which holds for mixed durations too. A task far beyond the bound, in which
 * perhaps the whole machine stood still, counts only as twice the bound (winsorizing), so
 * that one alone moves little and several in a row move it as far as it takes. Safe from
 * any thread.
 */
public final class ServiceTime {

	private static final float WEIGHT = 1 / 8f;

	private static final float DEVIATIONS = 2;

	private static final float MOST_BOUNDS = 2;

	/** For a guess and for the first measurement, of which no deviation is known. */
	private static final float FIRST_DEVIATION = 1 / 4f;

	/**
	 * The mean and the deviation as two floats, so that both change at once. A deviation
	 * below zero says that the mean is but a guess.
	 */
	private final AtomicLong estimate;

	private ServiceTime(float meanNanos, float deviationNanos) {
		this.estimate = new AtomicLong(pack(meanNanos, deviationNanos));
	}

	/**
	 * Starts with what is known.
	 * @param mean the mean
	 * @param deviation how far tasks are from it in the mean
	 * @return an estimate that moves from there
	 */
	public static ServiceTime known(Duration mean, Duration deviation) {
		return new ServiceTime(mean.toNanos(), deviation.toNanos());
	}

	/**
	 * Starts with a guess, which the first measurement replaces.
	 * @param guess about how long a task may take
	 * @return an estimate
	 */
	public static ServiceTime guessed(Duration guess) {
		return new ServiceTime(guess.toNanos(), -guess.toNanos() * FIRST_DEVIATION);
	}

	/**
	 * A task was done.
	 * @param nanos how long it took
	 */
	void took(long nanos) {
		long seen;
		long next;
		do {
			seen = this.estimate.get();
			next = isGuess(seen) ? pack((float) nanos, (float) nanos * FIRST_DEVIATION) : moved(seen, (float) nanos);
		}
		while (!this.estimate.compareAndSet(seen, next));
	}

	/**
	 * A task was broken off. How long it would have taken is not known, so it counts only
	 * where it shows that tasks take longer than is thought: else a few requests in a
	 * hurry would make every task look short.
	 * @param nanos how long it was worked on
	 */
	void tookLonger(long nanos) {
		if (nanos > meanNanos()) {
			took(nanos);
		}
	}

	/**
	 * How long a task takes in the mean.
	 * @return nanoseconds
	 */
	long meanNanos() {
		return (long) mean(this.estimate.get());
	}

	/**
	 * How long nearly every task takes at the most.
	 * @return nanoseconds
	 */
	long mostNanos() {
		long seen = this.estimate.get();
		return (long) bound(seen);
	}

	/**
	 * How much longer a task is to take that has been worked on for a while: what is
	 * missing to the mean, or to the bound; beyond that as long as it has taken already,
	 * so that a task that hangs is not thought to be nearly done.
	 * @param workedNanos how long it has been worked on
	 * @return nanoseconds
	 */
	long restNanos(long workedNanos) {
		if (workedNanos < meanNanos()) {
			return meanNanos() - workedNanos;
		}
		return (workedNanos < mostNanos()) ? mostNanos() - workedNanos : workedNanos;
	}

	private static long moved(long seen, float nanos) {
		float error = Math.min(nanos, MOST_BOUNDS * bound(seen)) - mean(seen);
		return pack(mean(seen) + WEIGHT * error, deviation(seen) + WEIGHT * (Math.abs(error) - deviation(seen)));
	}

	private static float bound(long estimate) {
		return mean(estimate) + DEVIATIONS * deviation(estimate);
	}

	private static boolean isGuess(long estimate) {
		return Float.intBitsToFloat((int) estimate) < 0;
	}

	private static long pack(float mean, float deviation) {
		return ((long) Float.floatToRawIntBits(mean) << Integer.SIZE)
				| Integer.toUnsignedLong(Float.floatToRawIntBits(deviation));
	}

	private static float mean(long estimate) {
		return Float.intBitsToFloat((int) (estimate >>> Integer.SIZE));
	}

	private static float deviation(long estimate) {
		return Math.abs(Float.intBitsToFloat((int) estimate));
	}

}
