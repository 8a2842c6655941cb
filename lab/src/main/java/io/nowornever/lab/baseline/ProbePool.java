package io.nowornever.lab.baseline;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What consumers told when they were probed, and whom to choose by that. Prequal's pool
 * is much smaller than the number of consumers, so it limits how often a probe is used,
 * and removes the worst. Here it has room for all: it keeps the newest probe of each.
 * Safe from any thread.
 */
final class ProbePool {

	/**
	 * What a consumer told.
	 *
	 * @param consumer its name
	 * @param inFlight how many requests it had
	 * @param latencyNanos how long requests took that found about as many
	 * @param atNanos when it came, by the monotonic clock
	 */
	record Probe(String consumer, int inFlight, long latencyNanos, long atNanos) {
	}

	private static final double HOT_QUANTILE = 0.84;

	private static final int REMEMBERED = 128;

	private static final int FEWEST = 2;

	private final long longestAgeNanos;

	private final Map<String, Probe> newest = new HashMap<>();

	private final Deque<Integer> inFlight = new ArrayDeque<>();

	/**
	 * Creates an empty pool.
	 * @param longestAgeNanos how long a probe counts
	 */
	ProbePool(long longestAgeNanos) {
		this.longestAgeNanos = longestAgeNanos;
	}

	synchronized void add(Probe probe) {
		this.newest.put(probe.consumer, probe);
		this.inFlight.addLast(probe.inFlight);
		if (this.inFlight.size() > REMEMBERED) {
			this.inFlight.removeFirst();
		}
	}

	/**
	 * Chooses the quickest of those that are not hot, or if all are, the one that has
	 * least; it counts as having one more from then on. Hot is who has more requests than
	 * most probes of late.
	 * @return its name, or {@code null} if too few are known to choose from
	 */
	synchronized @Nullable String choose(long nowNanos) {
		this.newest.values().removeIf((probe) -> nowNanos - probe.atNanos > this.longestAgeNanos);
		if (this.newest.size() < FEWEST) {
			return null;
		}
		int most = hotAbove();
		Probe best = this.newest.values()
			.stream()
			.min(Comparator.comparingInt((Probe probe) -> Math.max(probe.inFlight, most))
				.thenComparingLong((probe) -> (probe.inFlight > most) ? 0 : probe.latencyNanos))
			.orElseThrow();
		this.newest.put(best.consumer, new Probe(best.consumer, best.inFlight + 1, best.latencyNanos, best.atNanos));
		return best.consumer;
	}

	private int hotAbove() {
		int[] sorted = this.inFlight.stream().mapToInt(Integer::intValue).sorted().toArray();
		return sorted[(int) (HOT_QUANTILE * sorted.length)];
	}

}
