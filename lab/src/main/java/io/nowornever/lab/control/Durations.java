package io.nowornever.lab.control;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * All durations between two.
 *
 * @param min the shortest
 * @param max the longest
 */
public record Durations(Duration min, Duration max) {

	/**
	 * What can be read.
	 */
	public static final String ALLOWED = "a whole number with ms, s or m, or two of them like 200ms-300ms, the shorter first";

	private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

	/**
	 * Reads one duration, or two with a dash between them.
	 * @param text the text
	 * @return the durations, or {@code null} if the text is something else
	 */
	public static @Nullable Durations parse(String text) {
		int dash = text.indexOf('-');
		Duration min = duration((dash < 0) ? text : text.substring(0, dash));
		Duration max = duration(text.substring(dash + 1));
		return (min == null || max == null || min.compareTo(max) > 0) ? null : new Durations(min, max);
	}

	static Durations ofMillis(long min, long max) {
		return new Durations(Duration.ofMillis(min), Duration.ofMillis(max));
	}

	private static @Nullable Duration duration(String text) {
		Matcher parts = DURATION.matcher(text);
		if (!parts.matches()) {
			return null;
		}
		long number = Long.parseLong(parts.group(1));
		return switch (parts.group(2)) {
			case "ms" -> Duration.ofMillis(number);
			case "s" -> Duration.ofSeconds(number);
			default -> Duration.ofMinutes(number);
		};
	}

}
