package io.nowornever.lab.experiment.tournament;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Expectation;
import io.nowornever.lab.experiment.Finding;
import io.nowornever.lab.experiment.ScenarioRuns;
import io.nowornever.lab.experiment.tournament.Tournament.Entry;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.scene.Figures;
import io.nowornever.lab.scene.Speed;

/**
 * What is expected of a tournament, except of the remedy that is the product's own.
 *
 * @param entries who takes part
 * @param speed how fast
 */
record TournamentGoals(TournamentEntries entries, Speed speed) {

	private static final Limit OF_CLAIRVOYANT = Limit.least(Figures::ofClairvoyant, 0.99,
			(share) -> TournamentEntries.percent(share) + " of the clairvoyant");

	private static final Limit OF_NON_CLAIRVOYANT = Limit.least(Figures::ofNonClairvoyant, 0.95,
			(share) -> TournamentEntries.percent(share) + " of the queue without foresight");

	private static final Limit WASTED = Limit.most(Figures::wastedShare, 0.005,
			(share) -> TournamentEntries.percent(share) + " wasted");

	private static final Limit FRESH = Limit.most(Figures::medianSeconds, 1.3, TournamentEntries::seconds);

	private static final Limit EVEN = Limit.most(Figures::slowSeconds, 0.6, TournamentEntries::seconds);

	private static final long TOLD_MILLIS = 10;

	/**
	 * The gate beside what consumers alone can do otherwise.
	 */
	List<Expectation> gateAgainstOthers() {
		return List.of(
				new Expectation(
						"With the gate at least as many are answered as with any other remedy of core NATS,"
								+ " the literature's apart, and 20 of 100 more at 0.9 of the capacity",
						TournamentGoals::beatsTheOthers),
				nearsWhatIsPossibleForTwoSlow("With the gate", this.entries.of(Remedy.GATE)));
	}

	/**
	 * The gate.
	 */
	List<Expectation> gate() {
		TournamentEntries gate = this.entries.of(Remedy.GATE);
		return List.of(nearsTheClairvoyant("The gate answers", gate),
				new Expectation("With the gate at most 0.5 % of the requests cost work without being answered in time",
						(runs) -> gate.worst(runs, WASTED)),
				new Expectation(
						"With the gate a request that is shed is told so within 0.1 s in the median, its rests between"
								+ " attempts not counted, wherever at least 1 of 100 is shed",
						(runs) -> gate.worstShedding(runs, shedWithin(0.1))));
	}

	/**
	 * Durable delivery.
	 */
	List<Expectation> durable() {
		TournamentEntries durable = this.entries.of(Remedy.DURABLE);
		return List.of(nearsTheClairvoyant("Durable delivery answers", durable),
				nearsWhatIsPossibleForTwoSlow("With durable delivery", durable),
				new Expectation(
						"With durable delivery answers are fresh beyond the capacity: 1.3 s at the most in the median,"
								+ " where there is a fast consumer",
						(runs) -> durable.only((entry) -> entry.load() > 1 && !isTwoSlow(entry)).worst(runs, FRESH)),
				new Expectation(
						"With durable delivery a slow consumer beside a fast one keeps few waiting at half of the capacity:"
								+ " 0.6 s at p95",
						(runs) -> durable.of(Tournament.SLOW_AND_FAST).at(0.5).worst(runs, EVEN)),
				new Expectation(
						"With durable delivery a request that is shed is told so within 10 ms (not scaled) in the median,"
								+ " wherever at least 1 of 100 is shed",
						(runs) -> durable.worstShedding(runs, shedWithin(this.speed.originalSeconds(TOLD_MILLIS)))));
	}

	static Expectation nearsTheClairvoyant(String who, TournamentEntries entries) {
		return new Expectation(who
				+ " at least 99 % of what a clairvoyant single queue would, unless each task takes half of a budget",
				(runs) -> entries.only((entry) -> !isTwoSlow(entry)).worst(runs, OF_CLAIRVOYANT));
	}

	static Expectation nearsWhatIsPossibleForTwoSlow(String with, TournamentEntries entries) {
		return new Expectation(
				with + " and tasks of half a budget each (two slow) at least 95 % are answered of what a single queue"
						+ " would that does not know either how long a task will take",
				(runs) -> entries.of(Tournament.TWO_SLOW).worst(runs, OF_NON_CLAIRVOYANT));
	}

	static boolean isTwoSlow(Entry entry) {
		return entry.arrangement().equals(Tournament.TWO_SLOW);
	}

	private static Limit shedWithin(double seconds) {
		return Limit.most(Figures::shedSeconds, seconds, TournamentEntries::seconds);
	}

	private static Finding beatsTheOthers(ScenarioRuns runs) {
		boolean held = true;
		StringBuilder seen = new StringBuilder();
		for (double load : Tournament.LOADS) {
			double gate = answered(runs, Remedy.GATE, load);
			double best = Stream.of(Remedy.NONE, Remedy.SKIP, Remedy.PENDING_LIMIT, Remedy.HOLD_BACK)
				.mapToDouble((remedy) -> answered(runs, remedy, load))
				.max()
				.orElse(0);
			held &= gate >= best && (load != 0.9 || gate >= best + 0.2);
			seen.append(String.format(Locale.ROOT, "%s%.1f: %.1f %% against %.1f %%", seen.isEmpty() ? "" : "; ", load,
					100 * gate, 100 * best));
		}
		return new Finding(held, seen.toString());
	}

	/**
	 * Which share a remedy answered where a slow consumer is beside a fast one.
	 */
	static double answered(ScenarioRuns runs, Remedy remedy, double load) {
		return runs.of(new Entry(Tournament.SLOW_AND_FAST, remedy, load).name()).figures().share(Outcome.ANSWERED);
	}

}
