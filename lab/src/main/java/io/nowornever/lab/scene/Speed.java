package io.nowornever.lab.scene;

import java.time.Duration;

/**
 * How much faster than the original an experiment runs: all its durations are divided by
 * a factor, all its rates multiplied. What an experiment says and shows is in the
 * original's time.
 *
 * @param factor from {@value #LOWEST} to {@value #HIGHEST}
 */
public record Speed(double factor) {

	/**
	 * As slow as the original.
	 */
	public static final double LOWEST = 1;

	/**
	 * Beyond this a budget would come near to the pauses of a busy machine.
	 */
	public static final double HIGHEST = 10;

	/**
	 * The original's.
	 */
	public static final Speed ORIGINAL = new Speed(1);

	/**
	 * How long a duration takes here.
	 * @param original how long it takes in the original
	 * @return in real time
	 */
	public Duration real(Duration original) {
		return Duration.ofNanos(Math.round(original.toNanos() / this.factor));
	}

	/**
	 * How long a duration takes here, but not less than what is technically needed.
	 * @param original how long it takes in the original
	 * @param least what is needed, in real time
	 * @return in real time
	 */
	public Duration real(Duration original, Duration least) {
		Duration real = real(original);
		return (real.compareTo(least) < 0) ? least : real;
	}

	/**
	 * Seconds of the original.
	 * @param realMillis milliseconds here
	 * @return in the original's time
	 */
	public double originalSeconds(long realMillis) {
		return realMillis / 1e3 * this.factor;
	}

}
