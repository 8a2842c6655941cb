package io.nowornever.respond.work;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a task takes here, learned from what was done: a moving mean and a moving mean
 * deviation, as TCP estimates its round trips (Jacobson, "Congestion Avoidance and
 * Control", 1988; RFC 6298). A bound for nearly all tasks is the mean plus a few
 * deviations, which holds for mixed durations too. A task far beyond the bound, in which
 * perhaps the whole machine stood still, counts only as twice the bound (winsorizing), so
 * that one alone moves little and several in a row move it as far as it takes.
 *
 * <p>
 * The first task of a process loads classes and opens connections, and may take a hundred
 * times as long as any later one: those who measure Java leave it out (Georges, Buytaert
 * and Eeckhout, "Statistically Rigorous Java Performance Evaluation", 2007). So the first
 * measurement, which alone TCP's estimate would begin with, counts only until there is a
 * second: the shorter of the two is where the mean begins. What follows has the weight
 * 1/2, 1/3, … as in the mean of them all, until that is the 1/8 of the moving mean. Until
 * then the estimate {@linkplain #isNew() is new}. Safe from any thread.
 */
public final class ServiceTime {

	/** One to the weight of a measurement in the moving mean. */
	private static final int MEMORY = 8;

	private static final float DEVIATIONS = 2;

	private static final float MOST_BOUNDS = 2;

	/** For a guess and for a single measurement, of which no deviation is known. */
	private static final float FIRST_DEVIATION = 1 / 4f;

	/** The bits of the deviation in which the count stands, of so little worth. */
	private static final int COUNT = 0xF;

	/**
	 * The mean and the deviation as two floats, so that both change at once, and in the
	 * last bits how many measurements they rest on, {@link #MEMORY} at the most.
	 */
	private final AtomicLong estimate;

	private ServiceTime(float meanNanos, float deviationNanos, int count) {
		this.estimate = new AtomicLong(pack(meanNanos, deviationNanos, count));
	}

	/**
	 * Starts with what is known.
	 * @param mean the mean
	 * @param deviation how far tasks are from it in the mean
	 * @return an estimate that moves from there
	 */
	public static ServiceTime known(Duration mean, Duration deviation) {
		return new ServiceTime(mean.toNanos(), deviation.toNanos(), MEMORY);
	}

	/**
	 * Starts with a guess, which the first measurement replaces.
	 * @param guess about how long a task may take
	 * @return an estimate
	 */
	public static ServiceTime guessed(Duration guess) {
		return new ServiceTime(guess.toNanos(), guess.toNanos() * FIRST_DEVIATION, 0);
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
			next = switch (count(seen)) {
				case 0 -> single((float) nanos, 1);
				case 1 -> single(Math.min((float) nanos, mean(seen)), 2);
				default -> moved(seen, (float) nanos);
			};
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
	 * Whether it rests on so few measurements that a cold start may still weigh in it.
	 * @return false also for what is known, and for a guess as long as nothing was
	 * measured
	 */
	boolean isNew() {
		int count = count(this.estimate.get());
		return count > 0 && count < MEMORY;
	}

	/**
	 * Whether nothing is known: nothing was measured, and nothing told.
	 */
	boolean isGuess() {
		return count(this.estimate.get()) == 0;
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

	private static long single(float nanos, int count) {
		return pack(nanos, nanos * FIRST_DEVIATION, count);
	}

	private static long moved(long seen, float nanos) {
		float weight = 1f / count(seen);
		float error = Math.min(nanos, MOST_BOUNDS * bound(seen)) - mean(seen);
		return pack(mean(seen) + weight * error, deviation(seen) + weight * (Math.abs(error) - deviation(seen)),
				Math.min(count(seen) + 1, MEMORY));
	}

	private static float bound(long estimate) {
		return mean(estimate) + DEVIATIONS * deviation(estimate);
	}

	private static long pack(float mean, float deviation, int count) {
		return ((long) Float.floatToRawIntBits(mean) << Integer.SIZE)
				| Integer.toUnsignedLong((Float.floatToRawIntBits(deviation) & ~COUNT) | count);
	}

	private static float mean(long estimate) {
		return Float.intBitsToFloat((int) (estimate >>> Integer.SIZE));
	}

	private static float deviation(long estimate) {
		return Float.intBitsToFloat((int) estimate & ~COUNT);
	}

	private static int count(long estimate) {
		return (int) estimate & COUNT;
	}

}
