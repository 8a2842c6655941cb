package io.nowornever.lab.control;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.nowornever.lab.control.Fault.Effect;
import io.nowornever.lab.control.Fault.Target;
import io.nowornever.lab.ledger.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A fault at its moment, and what it cost. Blamed on it are: of a producer what it waited
 * for when it died; of a consumer what it held, what was sent to it until the fault's
 * end, and, if the fault severs, what nobody received meanwhile; of the broker all that
 * was under way before the fault's end.
 */
final class Mark {

	/**
	 * Refused and rejected ones were never begun.
	 */
	private static final Set<Outcome> LOST = EnumSet.of(Outcome.TIMED_OUT, Outcome.DISCONNECTED, Outcome.NO_RESPONDERS,
			Outcome.FAILED);

	/**
	 * How a mark is told.
	 *
	 * @param number tells it from others, the first being 1
	 * @param at when, milliseconds since the epoch
	 * @param label what was done
	 * @param party to whom
	 * @param held how many requests that party had then, or {@code null} if that says
	 * nothing
	 * @param lost how many were lost by it up to now, or {@code null} where none can be
	 * @param failed whether it could not be done
	 * @param text all that in words: a sentence, which may have lines below
	 */
	record View(int number, long at, String label, String party, @Nullable Long held, @Nullable Long lost,
			boolean failed, String text) {
	}

	private final int number;

	private final Fault fault;

	private final long atMillis;

	private final Set<String> held;

	private long endMillis = Long.MAX_VALUE;

	private long lost;

	/**
	 * Creates a mark.
	 * @param held the requests that the party has
	 */
	Mark(int number, Fault fault, long atMillis, List<String> held) {
		this.number = number;
		this.fault = fault;
		this.atMillis = atMillis;
		this.held = new HashSet<>(held);
	}

	Fault fault() {
		return this.fault;
	}

	/**
	 * Says that a producer's requests have nobody to wait for them any more.
	 */
	void abandon() {
		this.lost = this.held.size();
	}

	/**
	 * The fault is over.
	 */
	void end(long nowMillis) {
		this.endMillis = Math.min(this.endMillis, nowMillis);
	}

	/**
	 * Looks whether a request that has ended was lost by this, and counts it then.
	 * @return whether it was
	 */
	boolean blame(Way way) {
		boolean blamed = LOST.contains(way.outcome()) && way.settledMillis() >= this.atMillis && isBlamedFor(way);
		this.lost += blamed ? 1 : 0;
		return blamed;
	}

	private boolean isBlamedFor(Way way) {
		boolean meanwhile = way.startedMillis() <= this.endMillis;
		return switch (this.fault.target()) {
			case NONE -> false;
			case PRODUCER -> meanwhile && this.fault.severs() && way.producer().equals(this.fault.party());
			case BROKER -> meanwhile;
			case CONSUMER -> this.held.contains(way.task())
					|| (meanwhile && !way.isReceived() && (this.fault.severs() || way.isSentTo(this.fault.party())));
		};
	}

	View view() {
		if (this.fault.target() == Target.NONE) {
			return new View(this.number, this.atMillis, this.fault.label(), this.fault.party(), null, null,
					this.fault.effect() == Effect.FAILED, this.fault.past());
		}
		Long holding = (this.fault.target() == Target.BROKER) ? null : (long) this.held.size();
		String text = this.fault.past() + ":" + ((holding != null) ? " held " + holding + "," : "") + " lost "
				+ this.lost;
		return new View(this.number, this.atMillis, this.fault.label(), this.fault.party(), holding, this.lost, false,
				text);
	}

}
