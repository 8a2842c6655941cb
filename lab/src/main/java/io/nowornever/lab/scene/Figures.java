package io.nowornever.lab.scene;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.scene.SingleQueue.Foresight;

/**
 * The figures of a run, in the original's time.
 *
 * @param started requests that producers started
 * @param outcomes how they ended
 * @param clairvoyant how many of them a clairvoyant single queue would have answered
 * @param nonClairvoyant how many of them a non-clairvoyant single queue would have
 * answered
 * @param medianSeconds how long the answered ones took, in the median
 * @param slowSeconds the longest that 95 % of the answered took
 * @param shedSeconds how long requests took that ended without an answer although a
 * consumer was there, their rests before being sent again not included, in the median
 * @param slowShedSeconds the longest that 95 % of those took
 * @param sent messages that producers sent
 * @param wasted tasks that were done although the request was not answered in time
 */
public record Figures(long started, Map<Outcome, Long> outcomes, long clairvoyant, long nonClairvoyant,
		double medianSeconds, double slowSeconds, double shedSeconds, double slowShedSeconds, long sent, long wasted) {

	/**
	 * Those of the requests that were started within a time.
	 * @param run what was seen
	 * @param from milliseconds since the epoch
	 * @param to milliseconds since the epoch
	 */
	static Figures of(ScenarioRun run, long from, long to) {
		List<Asked> asked = run.asked(from, to).toList();
		Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
		for (Outcome outcome : Outcome.values()) {
			outcomes.put(outcome, with(asked, outcome).count());
		}
		Speed speed = run.scenario().speed();
		double[] answers = seconds(with(asked, Outcome.ANSWERED), 0, speed);
		double[] shed = seconds(Stream.concat(with(asked, Outcome.REFUSED), with(asked, Outcome.REJECTED)), 1, speed);
		return new Figures(asked.size(), outcomes, run.answeredBySingleQueue(Foresight.CLAIRVOYANT, from, to),
				run.answeredBySingleQueue(Foresight.NON_CLAIRVOYANT, from, to), quantile(answers, 0.5),
				quantile(answers, 0.95), quantile(shed, 0.5), quantile(shed, 0.95),
				asked.stream().mapToLong(Asked::attempts).sum(), run.wasted(from, to));
	}

	private static Stream<Asked> with(List<Asked> asked, Outcome outcome) {
		return asked.stream().filter((each) -> each.outcome() == outcome);
	}

	static double[] seconds(Stream<Asked> asked, int withoutRests, Speed speed) {
		return asked
			.mapToDouble((each) -> speed
				.originalSeconds(each.settledMillis() - each.startedMillis() - withoutRests * each.restedMillis()))
			.sorted()
			.toArray();
	}

	/**
	 * The smallest value that the given share does not exceed (nearest rank), or 0 of
	 * none.
	 */
	static double quantile(double[] sorted, double share) {
		return (sorted.length == 0) ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
	}

	/**
	 * Requests with an outcome.
	 * @param outcome the outcome
	 * @return how many there are
	 */
	public long count(Outcome outcome) {
		return this.outcomes.getOrDefault(outcome, 0L);
	}

	/**
	 * How many of the started requests ended so.
	 * @param outcome the outcome
	 * @return 0 to 1
	 */
	public double share(Outcome outcome) {
		return share(count(outcome), this.started);
	}

	/**
	 * How many a clairvoyant single queue would have answered.
	 * @return 0 to 1
	 */
	public double clairvoyantShare() {
		return share(this.clairvoyant, this.started);
	}

	/**
	 * Answered requests against those that a clairvoyant single queue would have
	 * answered.
	 * @return 0 to about 1
	 */
	public double ofClairvoyant() {
		return share(count(Outcome.ANSWERED), this.clairvoyant);
	}

	/**
	 * Answered requests against those that a non-clairvoyant single queue would have
	 * answered.
	 * @return 0 to about 1
	 */
	public double ofNonClairvoyant() {
		return share(count(Outcome.ANSWERED), this.nonClairvoyant);
	}

	/**
	 * Requests that ended without an answer although a consumer was there.
	 * @return 0 to 1
	 */
	public double shedShare() {
		return share(count(Outcome.REFUSED) + count(Outcome.REJECTED), this.started);
	}

	/**
	 * Messages a request.
	 * @return messages, each time that a request is sent again included
	 */
	public double messagesPerRequest() {
		return share(this.sent, this.started);
	}

	/**
	 * Work that was done for nothing.
	 * @return tasks a request
	 */
	public double wastedShare() {
		return share(this.wasted, this.started);
	}

	private static double share(long part, long whole) {
		return (whole == 0) ? 0 : (double) part / whole;
	}

}
