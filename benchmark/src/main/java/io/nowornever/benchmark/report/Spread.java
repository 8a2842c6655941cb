package io.nowornever.benchmark.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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
	 * Condenses what was seen of one figure.
	 * @param <T> what a round was
	 * @param rounds one or more
	 * @param figure what is looked at
	 * @return its spread
	 */
	public static <T> Spread of(List<T> rounds, ToDoubleFunction<T> figure) {
		return of(rounds.stream().mapToDouble(figure).toArray());
	}

	/**
	 * Sets each round of one thing against the same round of another.
	 * @param <T> what a round was
	 * @param over as many rounds
	 * @param under as here
	 * @param figure what is compared
	 * @return the spread of the ratios
	 */
	public static <T> Spread ofRatios(List<T> over, List<T> under, ToDoubleFunction<T> figure) {
		return of(IntStream.range(0, under.size())
			.mapToDouble((round) -> figure.applyAsDouble(over.get(round)) / figure.applyAsDouble(under.get(round)))
			.toArray());
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
