package io.nowornever.benchmark.report;

import java.util.Arrays;
import java.util.Locale;

/**
 * What several rounds measured of one thing.
 *
 * @param median the middle; the mean of the two middle ones of an even number
 * @param least the smallest
 * @param most the largest
 */
public record Spread(double median, double least, double most) {

	/**
	 * Condenses values.
	 * @param values one or more
	 * @return their spread
	 */
	public static Spread of(double... values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int middle = sorted.length / 2;
		double median = (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
		return new Spread(median, sorted[0], sorted[sorted.length - 1]);
	}

	/**
	 * The spread as a table shows it.
	 * @param decimals digits after the point
	 * @return {@code median (least..most)}
	 */
	public String show(int decimals) {
		if (Double.isNaN(this.median)) {
			return "-";
		}
		String number = "%,." + decimals + "f";
		String form = number + " (" + number + ".." + number + ")";
		return String.format(Locale.ROOT, form, this.median, this.least, this.most);
	}

}
