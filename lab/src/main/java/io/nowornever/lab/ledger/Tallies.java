package io.nowornever.lab.ledger;

import java.util.EnumMap;
import java.util.Map;

/**
 * Counts by constant, in the constants' order, with zeros for those not seen.
 */
final class Tallies {

	private Tallies() {
	}

	static <E extends Enum<E>> Map<E, Long> zeros(Class<E> type) {
		Map<E, Long> counts = new EnumMap<>(type);
		for (E constant : type.getEnumConstants()) {
			counts.put(constant, 0L);
		}
		return counts;
	}

	static <E extends Enum<E>> void add(Map<E, Long> counts, E constant) {
		counts.merge(constant, 1L, Long::sum);
	}

	static long sum(Map<?, Long> counts) {
		return counts.values().stream().mapToLong(Long::longValue).sum();
	}

}
