package io.nowornever.lab.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nowornever.lab.ledger.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Collects what happens by the second. What is read of a second that is over counts in
 * the first that is not.
 */
final class Seconds {

	/**
	 * Journals are read so much later than they are written.
	 */
	private static final long LAG_MILLIS = 600;

	private static final long SECOND_MILLIS = 1_000;

	private final TreeMap<Long, Bucket> open = new TreeMap<>();

	private long firstOpen = Long.MIN_VALUE;

	void start(long atMillis) {
		bucket(atMillis).started++;
	}

	/**
	 * A request ended.
	 * @param tookMillis how long that took since its start
	 */
	void settle(long atMillis, Outcome outcome, long tookMillis) {
		Bucket bucket = bucket(atMillis);
		bucket.outcomes.merge(outcome, 1L, Long::sum);
		if (outcome == Outcome.ANSWERED) {
			bucket.took.add(tookMillis);
		}
	}

	/**
	 * The seconds that are over, in their order, those in which nothing happened
	 * included; at most as many as are worth showing.
	 * @param waiting what waits at each consumer now
	 */
	List<Second> finish(long nowMillis, Map<String, Long> waiting) {
		long next = (nowMillis - LAG_MILLIS) / SECOND_MILLIS;
		if (this.firstOpen == Long.MIN_VALUE) {
			this.firstOpen = next;
		}
		this.firstOpen = Math.max(this.firstOpen, next - Screen.KEPT_SECONDS);
		this.open.headMap(this.firstOpen).clear();
		List<Second> over = new ArrayList<>();
		while (this.firstOpen < next) {
			Bucket bucket = this.open.remove(this.firstOpen);
			over.add(((bucket != null) ? bucket : new Bucket()).second(this.firstOpen * SECOND_MILLIS, waiting));
			this.firstOpen++;
		}
		return over;
	}

	private Bucket bucket(long atMillis) {
		return this.open.computeIfAbsent(Math.max(atMillis / SECOND_MILLIS, this.firstOpen), (second) -> new Bucket());
	}

	private static final class Bucket {

		private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);

		private final List<Long> took = new ArrayList<>();

		private long started;

		Second second(long at, Map<String, Long> waiting) {
			Collections.sort(this.took);
			return new Second(at, this.started, this.outcomes, waiting, quantile(0.5), quantile(0.95), quantile(0.99));
		}

		private @Nullable Long quantile(double share) {
			int index = (int) Math.ceil(share * this.took.size()) - 1;
			return this.took.isEmpty() ? null : this.took.get(Math.max(index, 0));
		}

	}

}
