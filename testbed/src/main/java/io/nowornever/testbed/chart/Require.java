package io.nowornever.testbed.chart;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;

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

	/**
	 * Requires what a reader can tell apart in a legend.
	 */
	static void series(String what, List<String> names) {
		int most = Colour.OF_SERIES.size();
		if (names.isEmpty() || names.size() > most) {
			throw new IllegalArgumentException("A chart cannot have " + names.size() + " " + what
					+ ": it needs at least one, and has no more than " + most + " colours");
		}
		if (new HashSet<>(names).size() < names.size()) {
			throw new IllegalArgumentException("Two " + what + " have one name, of " + names + ": each needs its own");
		}
	}

	private static boolean isUnprintable(int codePoint) {
		int type = Character.getType(codePoint);
		return type == Character.CONTROL || type == Character.SURROGATE || (codePoint & 0xFFFE) == 0xFFFE;
	}

}
