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
		return new Rates(number(json, json("publish_rate")), number(json, json("delivery_rate")));
	}

	/**
	 * Reads what {@code nats bench} printed.
	 * @param publisher what {@code pub} printed
	 * @param subscribers what {@code sub} printed, with the sum where there are several
	 * @throws IllegalArgumentException if a rate is missing
	 */
	static Rates readNatsBench(String publisher, String subscribers) {
		String rate = " stats: ([0-9,]+) msgs/sec";
		return new Rates(number(publisher, "publisher" + rate),
				number(subscribers, "subscriber(?: aggregated)?" + rate));
	}

	private static String json(String name) {
		return "\"" + name + "\":([0-9.E]+)";
	}

	private static double number(String printed, String pattern) {
		Matcher found = Pattern.compile(pattern).matcher(printed);
		if (!found.find()) {
			throw new IllegalArgumentException("No " + pattern + " in: " + printed);
		}
		return Double.parseDouble(found.group(1).replace(",", ""));
	}

}
