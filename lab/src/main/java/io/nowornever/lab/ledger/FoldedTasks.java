package io.nowornever.lab.ledger;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Requests of which nothing but their existence is remembered. A producer's ids differ in
 * the number at their end only, so each needs about a bit.
 */
final class FoldedTasks {

	private static final int MOST_DIGITS = 9;

	private final Map<String, BitSet> numbers = new HashMap<>();

	/**
	 * Remembers a request.
	 * @return {@code false} if its id has no number at its end
	 */
	boolean add(String task) {
		int number = number(task);
		if (number < 0) {
			return false;
		}
		this.numbers.computeIfAbsent(prefix(task), (unknown) -> new BitSet()).set(number);
		return true;
	}

	boolean contains(String task) {
		int number = number(task);
		BitSet known = (number < 0) ? null : this.numbers.get(prefix(task));
		return known != null && known.get(number);
	}

	private static String prefix(String task) {
		return task.substring(0, task.lastIndexOf('-'));
	}

	/**
	 * The number at the end, or -1 if there is none, or one that is written as producers
	 * do not.
	 */
	private static int number(String task) {
		int from = task.lastIndexOf('-') + 1;
		int digits = task.length() - from;
		boolean padded = digits > 1 && task.charAt(Math.min(from, task.length() - 1)) == '0';
		if (from == 0 || digits == 0 || digits > MOST_DIGITS || padded) {
			return -1;
		}
		for (int i = from; i < task.length(); i++) {
			if (task.charAt(i) < '0' || task.charAt(i) > '9') {
				return -1;
			}
		}
		return Integer.parseInt(task.substring(from));
	}

}
