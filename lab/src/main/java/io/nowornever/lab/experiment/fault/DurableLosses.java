package io.nowornever.lab.experiment.fault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.ledger.Timeline.Received;
import io.nowornever.lab.scene.Mark;
import io.nowornever.lab.scene.Step.Verb;

/**
 * Which of the requests that a stream kept were lost: all that were not answered, but for
 * what was given up by rule, having been begun so often as {@code durable.max-deliver}
 * allows, each time by a consumer that was killed with it, so that it may be what kills
 * them.
 */
final class DurableLosses {

	/**
	 * What {@code durable.max-deliver} is, unless it is set.
	 */
	static final int MAX_DELIVER = 3;

	private final Map<String, List<Received>> deliveries = new HashMap<>();

	private final List<Mark> kills;

	/**
	 * Creates them.
	 * @param received what consumers received
	 * @param marks what was done to whom
	 */
	DurableLosses(List<Received> received, List<Mark> marks) {
		for (Received each : received) {
			if (each.task() != null) {
				this.deliveries.merge(each.task(), List.of(each),
						(earlier, one) -> Stream.concat(earlier.stream(), one.stream()).toList());
			}
		}
		this.kills = marks.stream().filter((mark) -> mark.step().verb() == Verb.KILL).toList();
	}

	/**
	 * Whether somebody asked in vain.
	 * @param asked the request
	 */
	boolean isLost(Asked asked) {
		return asked.outcome() != Outcome.ANSWERED && !isGivenUp(asked);
	}

	/**
	 * Whether it failed since nobody survived it.
	 * @param asked the request
	 */
	boolean isGivenUp(Asked asked) {
		if (asked.outcome() != Outcome.FAILED || asked.task() == null) {
			return false;
		}
		Received end = new Received(asked.task(), "", asked.settledMillis(), MAX_DELIVER + 1);
		long killed = Stream.concat(this.deliveries.getOrDefault(asked.task(), List.of()).stream(), Stream.of(end))
			.sorted((one, other) -> Integer.compare(one.delivery(), other.delivery()))
			.gather(Gatherers.windowSliding(2))
			.filter((pair) -> pair.size() == 2 && isKilledBetween(pair.getFirst(), pair.getLast()))
			.count();
		return killed >= MAX_DELIVER;
	}

	private boolean isKilledBetween(Received given, Received again) {
		return this.kills.stream()
			.anyMatch((kill) -> kill.step().whom().equals(given.consumer()) && kill.atMillis() >= given.atMillis()
					&& kill.atMillis() <= again.atMillis());
	}

}
