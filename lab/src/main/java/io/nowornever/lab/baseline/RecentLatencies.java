package io.nowornever.lab.baseline;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/**
 * How long a consumer's requests took of late, by how many it had when they came. Not
 * safe from several threads.
 */
final class RecentLatencies {

	private record Seen(int inFlight, long latencyNanos) {
	}

	private static final int REMEMBERED = 64;

	private static final int COMPARED = 9;

	private final Deque<Seen> recent = new ArrayDeque<>();

	/**
	 * Notes a request that was answered.
	 * @param inFlight how many others were there when it came
	 * @param latencyNanos from its arrival to its answer
	 */
	void add(int inFlight, long latencyNanos) {
		this.recent.addFirst(new Seen(inFlight, latencyNanos));
		if (this.recent.size() > REMEMBERED) {
			this.recent.removeLast();
		}
	}

	/**
	 * How long a request will take: the median of those that found about as many, of
	 * equal ones the newest.
	 * @param inFlight how many are there
	 * @return nanoseconds, 0 if nothing is known
	 */
	long estimate(int inFlight) {
		long[] like = this.recent.stream()
			.sorted(Comparator.comparingInt((seen) -> Math.abs(seen.inFlight - inFlight)))
			.limit(COMPARED)
			.mapToLong(Seen::latencyNanos)
			.sorted()
			.toArray();
		return (like.length == 0) ? 0 : like[like.length / 2];
	}

}
