package io.nowornever.lab.experiment;

import java.time.Duration;

/**
 * How much faster than the original an experiment runs: all its durations are divided by
 * a factor, all its rates multiplied. What an experiment says and shows is in the
 * original's time.
 *
 * @param factor from {@value #LOWEST} to {@value #HIGHEST}
 */
record Speed(double factor) {

	static final double LOWEST = 1;

	/**
	 * Beyond this a budget would come near to the pauses of a busy machine.
	 */
	static final double HIGHEST = 10;

	static final Speed ORIGINAL = new Speed(1);

	/**
	 * How long a duration takes here.
	 */
	Duration real(Duration original) {
		return Duration.ofNanos(Math.round(original.toNanos() / this.factor));
	}

	/**
	 * How long a duration takes here, but not less than what is technically needed.
	 */
	Duration real(Duration original, Duration least) {
		Duration real = real(original);
		return (real.compareTo(least) < 0) ? least : real;
	}

	/**
	 * Seconds of the original.
	 * @param realMillis milliseconds here
	 */
	double originalSeconds(long realMillis) {
		return realMillis / 1e3 * this.factor;
	}

}
