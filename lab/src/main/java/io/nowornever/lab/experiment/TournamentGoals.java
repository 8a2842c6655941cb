package io.nowornever.lab.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Tournament.Entry;
import io.nowornever.lab.ledger.Outcome;

/**
 * What is expected of a tournament.
 *
 * @param entries who takes part
 * @param speed how fast
 */
record TournamentGoals(List<Entry> entries, Speed speed) {

	/**
	 * Below that a median would be that of a handful.
	 */
	private static final double LEAST_SHED = 0.01;

	private static final Limit OF_CLAIRVOYANT = Limit.least(Figures::ofClairvoyant, 0.99,
			(share) -> percent(share) + " of the clairvoyant");

	private static final Limit OF_NON_CLAIRVOYANT = Limit.least(Figures::ofNonClairvoyant, 0.95,
			(share) -> percent(share) + " of the queue without foresight");

	private static final Limit WASTED = Limit.most(Figures::wastedShare, 0.005, (share) -> percent(share) + " wasted");

	private static final Limit FRESH = Limit.most(Figures::medianSeconds, 1.3, TournamentGoals::seconds);

	private static final Limit EVEN = Limit.most(Figures::slowSeconds, 0.6, TournamentGoals::seconds);

	private static final long TOLD_MILLIS = 10;

	/**
	 * The gate beside what consumers alone can do otherwise.
	 */
	List<Expectation> gateAgainstOthers() {
		return List.of(new Expectation(
				"With the gate at least as many are answered as with any other remedy of core NATS,"
						+ " the literature's apart, and 20 of 100 more at 0.9 of the capacity",
				TournamentGoals::beatsTheOthers), nearsWhatIsPossibleForTwoSlow("With the gate", Remedy.GATE));
	}

	/**
	 * The gate.
	 */
	List<Expectation> gate() {
		return List.of(nearsTheClairvoyant("The gate answers", Remedy.GATE),
				new Expectation("With the gate at most 0.5 % of the requests cost work without being answered in time",
						(runs) -> worst(of(Remedy.GATE, (entry) -> true), runs, WASTED)),
				new Expectation(
						"With the gate a request that is shed is told so within 0.1 s in the median, its rests between"
								+ " attempts not counted, wherever at least 1 of 100 is shed",
						(runs) -> shedWithin(0.1, Remedy.GATE, runs)));
	}

	/**
	 * Durable delivery.
	 */
	List<Expectation> durable() {
		return List.of(nearsTheClairvoyant("Durable delivery answers", Remedy.DURABLE),
				nearsWhatIsPossibleForTwoSlow("With durable delivery", Remedy.DURABLE),
				new Expectation(
						"With durable delivery answers are fresh beyond the capacity: 1.3 s at the most in the median,"
								+ " where there is a fast consumer",
						(runs) -> worst(of(Remedy.DURABLE, (entry) -> entry.load() > 1 && !isTwoSlow(entry)), runs,
								FRESH)),
				new Expectation(
						"With durable delivery a slow consumer beside a fast one keeps few waiting at half of the capacity:"
								+ " 0.6 s at p95",
						(runs) -> worst(of(Remedy.DURABLE,
								(entry) -> entry.load() < 0.9 && entry.arrangement().equals(Tournament.SLOW_AND_FAST)),
								runs, EVEN)),
				new Expectation(
						"With durable delivery a request that is shed is told so within 10 ms (not scaled) in the median,"
								+ " wherever at least 1 of 100 is shed",
						(runs) -> shedWithin(this.speed.originalSeconds(TOLD_MILLIS), Remedy.DURABLE, runs)));
	}

	private Expectation nearsTheClairvoyant(String who, Remedy remedy) {
		return new Expectation(who
				+ " at least 99 % of what a clairvoyant single queue would, unless each task takes half of a budget",
				(runs) -> worst(of(remedy, (entry) -> !isTwoSlow(entry)), runs, OF_CLAIRVOYANT));
	}

	private Expectation nearsWhatIsPossibleForTwoSlow(String with, Remedy remedy) {
		return new Expectation(
				with + " and tasks of half a budget each (two slow) at least 95 % are answered of what a single queue"
						+ " would that does not know either how long a task will take",
				(runs) -> worst(of(remedy, TournamentGoals::isTwoSlow), runs, OF_NON_CLAIRVOYANT));
	}

	private static boolean isTwoSlow(Entry entry) {
		return entry.arrangement().equals(Tournament.TWO_SLOW);
	}

	private List<Entry> of(Remedy remedy, Predicate<Entry> which) {
		return this.entries.stream().filter((entry) -> entry.remedy() == remedy).filter(which).toList();
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

	private static double answered(ScenarioRuns runs, Remedy remedy, double load) {
		return runs.of(new Entry(Tournament.SLOW_AND_FAST, remedy, load).name()).figures().share(Outcome.ANSWERED);
	}

	private Finding shedWithin(double seconds, Remedy remedy, ScenarioRuns runs) {
		List<Entry> run = ran(of(remedy, (entry) -> true), runs);
		List<Entry> shedding = run.stream()
			.filter((entry) -> runs.of(entry.name()).figures().shedShare() >= LEAST_SHED)
			.toList();
		return shedding.isEmpty() ? new Finding(true, "none is shed")
				: worst(shedding, runs, Limit.most(Figures::shedSeconds, seconds, TournamentGoals::seconds));
	}

	private static Finding worst(List<Entry> entries, ScenarioRuns runs, Limit limit) {
		ScenarioRun worst = ran(entries, runs).stream()
			.map((entry) -> runs.of(entry.name()))
			.min(Comparator.comparing(ScenarioRun::figures, limit.worstFirst()))
			.orElseThrow();
		return Finding.of(limit.allows(worst.figures()), "at the worst %s (%s)", limit.text(worst.figures()),
				worst.scenario().name());
	}

	/**
	 * Those that were run.
	 * @throws NotRunException if none was
	 */
	private static List<Entry> ran(List<Entry> entries, ScenarioRuns runs) {
		List<Entry> ran = entries.stream().filter((entry) -> runs.has(entry.name())).toList();
		if (ran.isEmpty()) {
			throw new NotRunException(entries.toString());
		}
		return ran;
	}

	private static String percent(double share) {
		return String.format(Locale.ROOT, "%.2f %%", 100 * share);
	}

	private static String seconds(double seconds) {
		return String.format(Locale.ROOT, "%.3f s", seconds);
	}

}
