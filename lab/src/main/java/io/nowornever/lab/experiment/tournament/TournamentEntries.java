package io.nowornever.lab.experiment.tournament;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import io.nowornever.lab.experiment.Finding;
import io.nowornever.lab.experiment.NotRunException;
import io.nowornever.lab.experiment.ScenarioRuns;
import io.nowornever.lab.experiment.tournament.Tournament.Arrangement;
import io.nowornever.lab.experiment.tournament.Tournament.Entry;
import io.nowornever.lab.scene.ScenarioRun;

/**
 * Entries of a tournament of which something is expected together.
 *
 * @param all the entries
 */
record TournamentEntries(List<Entry> all) {

	/**
	 * Below that a median would be that of a handful.
	 */
	private static final double LEAST_SHED = 0.01;

	TournamentEntries {
		all = List.copyOf(all);
	}

	TournamentEntries of(Remedy remedy) {
		return only((entry) -> entry.remedy() == remedy);
	}

	TournamentEntries of(Arrangement arrangement) {
		return only((entry) -> entry.arrangement().equals(arrangement));
	}

	TournamentEntries at(double load) {
		return only((entry) -> entry.load() == load);
	}

	TournamentEntries only(Predicate<Entry> which) {
		return new TournamentEntries(this.all.stream().filter(which).toList());
	}

	/**
	 * Whether the worst of those that were run keeps a limit.
	 * @throws NotRunException if none was run
	 */
	Finding worst(ScenarioRuns runs, Limit limit) {
		ScenarioRun worst = ran(runs).all.stream()
			.map((entry) -> runs.of(entry.name()))
			.min(Comparator.comparing(ScenarioRun::figures, limit.worstFirst()))
			.orElseThrow();
		return Finding.of(limit.allows(worst.figures()), "at the worst %s (%s)", limit.text(worst.figures()),
				worst.scenario().name());
	}

	/**
	 * The same among those that shed enough to say something about it.
	 */
	Finding worstShedding(ScenarioRuns runs, Limit limit) {
		TournamentEntries shedding = ran(runs)
			.only((entry) -> runs.of(entry.name()).figures().shedShare() >= LEAST_SHED);
		return shedding.all.isEmpty() ? new Finding(true, "none is shed") : shedding.worst(runs, limit);
	}

	/**
	 * Those that were run.
	 * @throws NotRunException if none was
	 */
	TournamentEntries ran(ScenarioRuns runs) {
		TournamentEntries ran = only((entry) -> runs.has(entry.name()));
		if (ran.all.isEmpty()) {
			throw new NotRunException(this.all.toString());
		}
		return ran;
	}

	static String percent(double share) {
		return String.format(Locale.ROOT, "%.2f %%", 100 * share);
	}

	static String seconds(double seconds) {
		return String.format(Locale.ROOT, "%.3f s", seconds);
	}

}
