package io.nowornever.lab.experiment.tournament;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Expectation;
import io.nowornever.lab.experiment.Finding;
import io.nowornever.lab.experiment.NotRunException;
import io.nowornever.lab.experiment.ScenarioRuns;
import io.nowornever.lab.experiment.tournament.Tournament.Arrangement;
import io.nowornever.lab.experiment.tournament.Tournament.Entry;
import io.nowornever.lab.scene.Figures;
import io.nowornever.lab.scene.Speed;

/**
 * What is expected of a tournament where producers choose who answers.
 */
final class BalancedGoals {

	private static final double TWICE = 2;

	private static final long TOLD_MILLIS = 5;

	private final TournamentEntries balanced;

	private final Speed speed;

	/**
	 * Creates them.
	 * @param entries who takes part
	 * @param speed how fast
	 */
	BalancedGoals(TournamentEntries entries, Speed speed) {
		this.balanced = entries.of(Remedy.BALANCED);
		this.speed = speed;
	}

	/**
	 * Where one task at a time is worked on.
	 */
	List<Expectation> oneAtATime() {
		return List.of(TournamentGoals.nearsTheClairvoyant("Balanced answers", this.balanced),
				TournamentGoals.nearsWhatIsPossibleForTwoSlow("With balanced", this.balanced),
				new Expectation(
						"Balanced answers at least as many as each policy of the literature, at each load at which"
								+ " both were run",
						BalancedGoals::equalsTheLiterature),
				new Expectation(
						"With balanced answers are fresh at twice the capacity: 0.6 s at the most in the median, where"
								+ " there is a fast consumer",
						(runs) -> this.balanced.at(TWICE)
							.only((entry) -> !TournamentGoals.isTwoSlow(entry))
							.worst(runs, most(Figures::medianSeconds, 0.6))),
				new Expectation(
						"With balanced a slow consumer beside a fast one keeps few waiting at half of the capacity:"
								+ " 0.32 s in the median",
						(runs) -> this.balanced.of(Tournament.SLOW_AND_FAST)
							.at(0.5)
							.worst(runs, most(Figures::medianSeconds, 0.32))),
				slow(Tournament.SLOW_AND_FAST, 0.5, 0.7), slow(Tournament.TWO_FAST, 0.9, 1.1),
				slow(Tournament.ONE_AND_NINE, 0.9, 0.6), fewMessages(), fewerMessagesAtTwice(), toldSoon());
	}

	/**
	 * Where a consumer works on many tasks of milliseconds at once.
	 */
	List<Expectation> manyWorkers() {
		return List.of(TournamentGoals.nearsTheClairvoyant("Balanced answers", this.balanced),
				new Expectation(
						"With balanced answers are fresh at twice the capacity: 0.03 s at the most in the median",
						(runs) -> this.balanced.at(TWICE).worst(runs, most(Figures::medianSeconds, 0.03))),
				fewMessages(), fewerMessagesAtTwice(), toldSoon());
	}

	private Expectation slow(Arrangement arrangement, double load, double seconds) {
		return new Expectation(
				String.format(Locale.ROOT, "With balanced, %s at %.1f of the capacity: %.2f s at the most at p95",
						arrangement.label(), load, seconds),
				(runs) -> this.balanced.of(arrangement).at(load).worst(runs, most(Figures::slowSeconds, seconds)));
	}

	private Expectation fewMessages() {
		return new Expectation("With balanced hardly any request is sent twice: at most 1.1 messages a request",
				(runs) -> this.balanced.worst(runs, messages(1.1)));
	}

	private Expectation fewerMessagesAtTwice() {
		return new Expectation(
				"With balanced most that would be refused is not sent: at twice the capacity at most 0.7 messages"
						+ " a request",
				(runs) -> this.balanced.at(TWICE).worst(runs, messages(0.7)));
	}

	private Expectation toldSoon() {
		return new Expectation(
				"With balanced a request that is shed is told so within 5 ms (not scaled) at p95, its rests between"
						+ " attempts not counted, wherever at least 1 of 100 is shed",
				(runs) -> this.balanced.worstShedding(runs,
						most(Figures::slowShedSeconds, this.speed.originalSeconds(TOLD_MILLIS))));
	}

	private static Limit most(ToDoubleFunction<Figures> figure, double seconds) {
		return Limit.most(figure, seconds, TournamentEntries::seconds);
	}

	private static Limit messages(double most) {
		return Limit.most(Figures::messagesPerRequest, most,
				(messages) -> String.format(Locale.ROOT, "%.2f messages", messages));
	}

	private static Finding equalsTheLiterature(ScenarioRuns runs) {
		List<Comparison> comparisons = Tournament.LOADS.stream()
			.flatMap((load) -> Comparison.at(load, runs).stream())
			.toList();
		if (comparisons.isEmpty()) {
			throw new NotRunException("balanced and a policy of the literature at the same load");
		}
		return new Finding(comparisons.stream().allMatch((each) -> each.balanced() >= each.other()),
				comparisons.stream().map(Comparison::text).collect(Collectors.joining("; ")));
	}

	/**
	 * Which shares were answered where a slow consumer is beside a fast one.
	 *
	 * @param load the load
	 * @param balanced by balanced
	 * @param best the best of the others
	 * @param other by that
	 */
	private record Comparison(double load, double balanced, Remedy best, double other) {

		/**
		 * With the best policy of the literature, if both were run.
		 */
		static Optional<Comparison> at(double load, ScenarioRuns runs) {
			if (!ran(Remedy.BALANCED, load, runs)) {
				return Optional.empty();
			}
			double balanced = TournamentGoals.answered(runs, Remedy.BALANCED, load);
			return Stream.of(Remedy.values())
				.filter((remedy) -> remedy.isBaseline() && ran(remedy, load, runs))
				.map((remedy) -> new Comparison(load, balanced, remedy, TournamentGoals.answered(runs, remedy, load)))
				.max(Comparator.comparingDouble(Comparison::other));
		}

		private static boolean ran(Remedy remedy, double load, ScenarioRuns runs) {
			return runs.has(new Entry(Tournament.SLOW_AND_FAST, remedy, load).name());
		}

		String text() {
			return String.format(Locale.ROOT, "%.1f: %.1f %% against %.1f %% (%s)", this.load, 100 * this.balanced,
					100 * this.other, this.best);
		}

	}

}
