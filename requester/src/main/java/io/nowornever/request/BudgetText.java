package io.nowornever.request;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads durations as settings have them in Spring Boot, without Spring.
 */
final class BudgetText {

	private static final Pattern SIMPLE = Pattern.compile("([+-]?\\d+)([a-zA-Z]{0,2})");

	private static final Map<String, ChronoUnit> UNITS = Map.of("ns", ChronoUnit.NANOS, "us", ChronoUnit.MICROS, "ms",
			ChronoUnit.MILLIS, "", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h",
			ChronoUnit.HOURS, "d", ChronoUnit.DAYS);

	private BudgetText() {
	}

	/**
	 * Reads a duration.
	 * @param text a whole number and a unit ({@code ns}, {@code us}, {@code ms},
	 * {@code s}, {@code m}, {@code h}, {@code d}; milliseconds without one), or the form
	 * of ISO 8601
	 * @return the duration
	 * @throws IllegalArgumentException if it is neither, or longer than can be told
	 */
	static Duration parse(String text) {
		Matcher simple = SIMPLE.matcher(text);
		try {
			ChronoUnit unit = simple.matches() ? UNITS.get(simple.group(2).toLowerCase(Locale.ROOT)) : null;
			return (unit != null) ? Duration.of(Long.parseLong(simple.group(1)), unit) : Duration.parse(text);
		}
		catch (NumberFormatException | DateTimeException | ArithmeticException ex) {
			throw new IllegalArgumentException(
					"\"" + text + "\" is no duration; allowed are such as 800ms, 2s, 1m or PT0.8S", ex);
		}
	}

}
