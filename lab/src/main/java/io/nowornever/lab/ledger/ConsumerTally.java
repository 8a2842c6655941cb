package io.nowornever.lab.ledger;

import java.util.EnumMap;
import java.util.Map;

/**
 * Counts what a consumer's journals say.
 */
final class ConsumerTally {

	private final Map<Handling, Long> handled = Tallies.zeros(Handling.class);

	private long received;

	private long taken;

	private long dropped;

	void receive() {
		this.received++;
	}

	void take() {
		this.taken++;
	}

	void end(Handling how) {
		Tallies.add(this.handled, how);
	}

	void drop(long count) {
		this.dropped += count;
	}

	long dropped() {
		return this.dropped;
	}

	/**
	 * What was counted.
	 * @param receivedUntold how many more were received than is told
	 * @param takenUntold how many more were taken
	 */
	ConsumerFates fates(String who, long receivedUntold, long takenUntold) {
		return new ConsumerFates(who, this.received + receivedUntold, this.taken + takenUntold,
				new EnumMap<>(this.handled), this.dropped);
	}

}
