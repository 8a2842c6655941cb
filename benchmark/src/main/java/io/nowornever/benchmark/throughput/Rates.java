package io.nowornever.benchmark.throughput;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a flood came to.
 *
 * @param sent messages a second
 * @param received messages a second, all subscribers together
 */
record Rates(double sent, double received) {

	/**
	 * Reads what a program printed.
	 * @param json with {@code publish_rate} and {@code delivery_rate}
	 * @throws IllegalArgumentException if one is missing
	 */
	static Rates read(String json) {
		return new Rates(number(json, "publish_rate"), number(json, "delivery_rate"));
	}

	private static double number(String json, String name) {
		Matcher found = Pattern.compile("\"" + name + "\":([0-9.E]+)").matcher(json);
		if (!found.find()) {
			throw new IllegalArgumentException("No " + name + " in: " + json);
		}
		return Double.parseDouble(found.group(1));
	}

}
