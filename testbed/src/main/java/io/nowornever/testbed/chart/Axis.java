package io.nowornever.testbed.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * A range of values with ticks at round ones.
 *
 * @param from the least value
 * @param to the greatest
 * @param step from one tick to the next
 * @param unit what follows the value of a tick
 */
record Axis(double from, double to, double step, String unit) {

	static final Axis PERCENT = new Axis(0, 100, 20, " %");

	private static final double LEAST_RANGE = 1e-6;

	/**
	 * Exactly from one value to another.
	 * @param ticks about how many ticks
	 */
	static Axis between(double from, double to, int ticks) {
		double end = Math.max(to, from + LEAST_RANGE);
		return new Axis(from, end, roundStep((end - from) / ticks), "");
	}

	/**
	 * From a tick to a tick, so that all values are between them.
	 * @param ticks about how many ticks
	 */
	static Axis around(double least, double most, int ticks) {
		double end = (most - least < LEAST_RANGE) ? least + 1 : most;
		double step = roundStep((end - least) / ticks);
		return new Axis(Math.floor(least / step) * step, Math.ceil(end / step) * step, step, "");
	}

	List<Double> ticks() {
		double slack = 1e-6;
		long first = (long) Math.ceil(this.from / this.step - slack);
		long last = (long) Math.floor(this.to / this.step + slack);
		return LongStream.rangeClosed(first, last).mapToObj((number) -> number * this.step).toList();
	}

	/**
	 * A tick's value as text, with commas between thousands.
	 */
	String label(double tick) {
		int decimals = (int) Math.max(0, -Math.floor(Math.log10(this.step) + 1e-9));
		return String.format(Locale.ROOT, "%,." + decimals + "f", tick + 0.0) + this.unit;
	}

	/**
	 * How far along the axis a value is.
	 * @return 0 at its start, 1 at its end
	 */
	double share(double value) {
		return (value - this.from) / (this.to - this.from);
	}

	private static double roundStep(double least) {
		double power = Math.pow(10, Math.floor(Math.log10(least)));
		for (int digit : new int[] { 1, 2, 5 }) {
			if (digit * power >= least * (1 - 1e-9)) {
				return digit * power;
			}
		}
		return 10 * power;
	}

}
