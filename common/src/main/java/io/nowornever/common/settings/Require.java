package io.nowornever.common.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Checks of settings, made once at start by the records that hold them. Each throws
 * {@link InvalidSettingException}.
 */
public final class Require {

	/** More nanoseconds may not fit into a long. */
	private static final long MOST_DAYS_IN_NANOS = Duration.ofNanos(Long.MAX_VALUE).toDays() - 1;

	private Require() {
	}

	/**
	 * A duration within limits, both included.
	 * @param key the setting's key
	 * @param value the value
	 * @param least the shortest duration that is allowed
	 * @param most the longest duration that is allowed
	 */
	public static void between(String key, Duration value, Duration least, Duration most) {
		if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
			throw new InvalidSettingException(key, print(value), print(least) + " to " + print(most));
		}
	}

	/**
	 * A number within limits, both included.
	 * @param key the setting's key
	 * @param value the value
	 * @param least the smallest number that is allowed
	 * @param most the largest number that is allowed
	 */
	public static void between(String key, double value, double least, double most) {
		if (!(value >= least && value <= most)) {
			throw new InvalidSettingException(key, print(value), print(least) + " to " + print(most));
		}
	}

	/**
	 * Anything that a condition decides.
	 * @param condition whether the value is allowed
	 * @param key the setting's key
	 * @param value the value
	 * @param allowed what is allowed
	 */
	public static void that(boolean condition, String key, @Nullable Object value, String allowed) {
		if (!condition) {
			throw new InvalidSettingException(key, value, allowed);
		}
	}

	/**
	 * A duration as it would be written in a setting.
	 * @param value the duration
	 * @return for example {@code 1500ms} or {@code 5s}
	 */
	public static String print(Duration value) {
		if (value.toNanosPart() == 0 && !value.isZero()) {
			return value.toSeconds() + "s";
		}
		if (Math.abs(value.toDays()) > MOST_DAYS_IN_NANOS) {
			return value.toString();
		}
		boolean wholeMillis = value.toNanosPart() % 1_000_000 == 0;
		return wholeMillis ? value.toMillis() + "ms" : value.toNanos() + "ns";
	}

	private static String print(double value) {
		return (value == Math.rint(value) && Math.abs(value) < 1e15) ? Long.toString((long) value)
				: Double.toString(value);
	}

}
