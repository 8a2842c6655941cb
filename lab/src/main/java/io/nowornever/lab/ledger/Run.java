package io.nowornever.lab.ledger;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One process from its start to its end, be it orderly or not, over all parts of its
 * journal that are read, in whatever order.
 */
final class Run {

	private final Role role;

	private final String who;

	/**
	 * When each part was begun.
	 */
	private final NavigableMap<Integer, Long> parts = new TreeMap<>();

	private boolean closed;

	Run(Role role, String who) {
		this.role = role;
		this.who = who;
	}

	Role role() {
		return this.role;
	}

	String who() {
		return this.who;
	}

	void begin(int part, long atMillis) {
		this.parts.put(part, atMillis);
	}

	/**
	 * Whether a part was not read that came before one that was.
	 */
	boolean isCut() {
		return !this.parts.isEmpty() && this.parts.size() < this.parts.lastKey();
	}

	/**
	 * Until when a cut one may have told more than was read, by its own clock.
	 */
	long missingUntilMillis() {
		return this.parts.entrySet()
			.stream()
			.filter((part) -> part.getKey() > 1 && !this.parts.containsKey(part.getKey() - 1))
			.mapToLong(Map.Entry::getValue)
			.max()
			.orElse(0);
	}

	void close() {
		this.closed = true;
	}

	/**
	 * Whether it ended in good order; otherwise it was killed, or goes on.
	 */
	boolean isClosed() {
		return this.closed;
	}

}
