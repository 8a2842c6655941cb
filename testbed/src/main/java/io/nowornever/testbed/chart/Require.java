package io.nowornever.testbed.chart;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Refuses what cannot be drawn.
 */
final class Require {

	/** Beyond it a double is no longer exact to the tenth. */
	private static final double MOST = 1e15;

	private Require() {
	}

	/**
	 * Requires a text that shows something and that XML can hold.
	 */
	static void text(String what, String text) {
		if (text.isBlank()) {
			throw new IllegalArgumentException(what + " is empty: it needs a text");
		}
		printable(what, text);
	}

	/**
	 * Requires a text that XML can hold, which may be empty.
	 */
	static void printable(String what, String text) {
		text.codePoints().filter(Require::isUnprintable).findFirst().ifPresent((codePoint) -> {
			throw new IllegalArgumentException(String.format(Locale.ROOT,
					"%s has the character U+%04X, which cannot be printed", what, codePoint));
		});
	}

	static void number(String what, double value) {
		if (!(Math.abs(value) <= MOST)) {
			throw new IllegalArgumentException(what + " is " + value + ": it must be a number from -1e15 to 1e15");
		}
	}

	static void percent(String what, double value) {
		if (!(value >= 0 && value <= 100)) {
			throw new IllegalArgumentException(what + " is " + value + ": it must be a number from 0 to 100");
		}
	}

	static void some(String what, Collection<?> things) {
		if (things.isEmpty()) {
			throw new IllegalArgumentException(what + " needs at least one");
		}
	}

	static void sameLength(String what, int expected, String ofWhat, int actual) {
		if (actual != expected) {
			throw new IllegalArgumentException(what + " has " + actual + " values for " + expected + " " + ofWhat
					+ ": there must be one for each");
		}
	}

	static void different(String what, Stream<String> names) {
		Set<String> seen = new HashSet<>();
		names.filter((name) -> !seen.add(name)).findFirst().ifPresent((twice) -> {
			throw new IllegalArgumentException("Two " + what + " are named \"" + twice + "\": each needs its own name");
		});
	}

	private static boolean isUnprintable(int codePoint) {
		int type = Character.getType(codePoint);
		return type == Character.CONTROL || type == Character.SURROGATE || (codePoint & 0xFFFE) == 0xFFFE;
	}

}
