package io.nowornever.lab.experiment.tournament;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Expectation;
import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Finding;
import io.nowornever.lab.experiment.ScenarioRuns;
import io.nowornever.lab.experiment.tournament.Tournament.Arrangement;
import io.nowornever.lab.experiment.tournament.Tournament.Entry;
import io.nowornever.lab.ledger.Cause;
import io.nowornever.lab.ledger.Criticality;
import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.scene.CriticalityFigures;
import io.nowornever.lab.scene.ProducerSpec;
import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.Speed;
import io.nowornever.lab.scene.Step.Verb;

/**
 * What is refused when producers choose who answers: the least important first, and
 * nothing that is only a burst makes others wait for long.
 */
public final class BalancedExperiments {

	/**
	 * The one expectation that a short run cannot decide: too few requests are 1 of 100.
	 */
	static final String NEAR_THE_CLAIRVOYANT = "In all at least 99 % are answered of what a clairvoyant single queue"
			+ " would";

	/**
	 * And the one that a quick run cannot: a machine's pauses are not scaled.
	 */
	static final String CRITICAL_SOON = "The critical are answered within 0.8 s in the median";

	private static final String BURST = "burst";

	/**
	 * Until the services' JVMs have compiled what is in the way.
	 */
	private static final Duration SETTLING = Duration.ofSeconds(20);

	private static final Duration STEADY = Duration.ofMinutes(3);

	private static final Duration BURST_LENGTH = Duration.ofSeconds(10);

	private static final Duration RELAXING = Duration.ofSeconds(2);

	/**
	 * What two p95s of some hundred requests each differ by anyway.
	 */
	private static final double TOLERANCE = 1.25;

	private final Speed speed;

	BalancedExperiments(Speed speed) {
		this.speed = speed;
	}

	/**
	 * All of them, in the order in which they are best read.
	 * @param speed how fast they run
	 * @return the experiments
	 */
	public static Stream<Experiment> all(Speed speed) {
		BalancedExperiments experiments = new BalancedExperiments(speed);
		return Stream.of(experiments.criticality(Tournament.SLOW_AND_FAST, Tournament.ONE_AND_NINE),
				experiments.burst(STEADY, Tournament.SLOW_AND_FAST, Tournament.TWO_FAST));
	}

	/**
	 * Twice of what consumers can do.
	 * @param arrangements which consumers
	 */
	Experiment criticality(Arrangement... arrangements) {
		return Experiment.of("criticality",
				"Producers choose who answers and ask twice as much as can be done; 30 of 100 requests are critical,"
						+ " 20 sheddable, the others normal.",
				Stream.of(arrangements).map(this::withCriticality).toList(),
				new Expectation(NEAR_THE_CLAIRVOYANT, (runs) -> {
					ScenarioRun worst = least(runs, (run) -> run.figures().ofClairvoyant());
					double share = worst.figures().ofClairvoyant();
					return Finding.of(share >= 0.99, "at the worst %.2f %% of the clairvoyant (%s)", 100 * share,
							worst.scenario().name());
				}), new Expectation("At least 99.5 % of the critical are answered", (runs) -> {
					ScenarioRun worst = least(runs, (run) -> critical(run).share());
					return Finding.of(critical(worst).share() >= 0.995, "at the worst %d of %d (%s)",
							critical(worst).answered(), critical(worst).asked(), worst.scenario().name());
				}), new Expectation(CRITICAL_SOON, (runs) -> {
					ScenarioRun worst = least(runs, (run) -> -critical(run).medianSeconds());
					return Finding.of(critical(worst).medianSeconds() <= 0.8, "at the worst %.3f s (%s)",
							critical(worst).medianSeconds(), worst.scenario().name());
				}), new Expectation("Of the sheddable fewer are answered than of the normal", (runs) -> {
					ScenarioRun worst = least(runs, (run) -> normal(run).share() - sheddable(run).share());
					return Finding.of(sheddable(worst).share() < normal(worst).share(),
							"at the worst %.1f %% against %.1f %% (%s)", 100 * sheddable(worst).share(),
							100 * normal(worst).share(), worst.scenario().name());
				}));
	}

	private Scenario withCriticality(Arrangement arrangement) {
		Scenario scenario = Tournament.scenario(new Entry(arrangement, Remedy.BALANCED, 2), this.speed);
		return scenario
			.askedBy(scenario.producers().stream().map((producer) -> producer.withCriticality(0.3, 0.2)).toList());
	}

	private static CriticalityFigures critical(ScenarioRun run) {
		return CriticalityFigures.of(run, Criticality.CRITICAL);
	}

	private static CriticalityFigures normal(ScenarioRun run) {
		return CriticalityFigures.of(run, Criticality.NORMAL);
	}

	private static CriticalityFigures sheddable(ScenarioRun run) {
		return CriticalityFigures.of(run, Criticality.SHEDDABLE);
	}

	/**
	 * Half of what consumers can do, a burst of more than they can do, and half again.
	 * @param steady how long before and after
	 * @param arrangements which consumers
	 */
	Experiment burst(Duration steady, Arrangement... arrangements) {
		return Experiment.of(BURST,
				"Producers choose who answers and ask half of what can be done; for 10 s another one asks too, so that"
						+ " both ask 1.4 times as much as can be done.",
				Stream.of(arrangements).map((arrangement) -> withBurst(arrangement, steady)).toList(),
				new Expectation("Nothing is late: no answer, and no work for nothing", (runs) -> {
					long late = runs.all().stream().mapToLong((run) -> run.account().count(Cause.ANSWERED_LATE)).sum();
					long wasted = runs.all().stream().mapToLong((run) -> run.wasted(0, Long.MAX_VALUE)).sum();
					return Finding.of(late == 0 && wasted == 0, "%d answers late, %d tasks wasted", late, wasted);
				}), new Expectation("What is asked from 2 s after the burst on is answered as soon as what was asked"
						+ " before: the p95 is at most 1.25 times that", (runs) -> {
							ScenarioRun worst = least(runs, BalancedExperiments::relaxation);
							return Finding.of(
									after(worst).slowSeconds() <= TOLERANCE * before(worst).slowSeconds()
											&& after(worst).answered() > 0,
									"at the worst %.3f s after %.3f s (%s)", after(worst).slowSeconds(),
									before(worst).slowSeconds(), worst.scenario().name());
						}));
	}

	private Scenario withBurst(Arrangement arrangement, Duration steady) {
		double capacity = Scenario.capacity(arrangement.consumers());
		return Scenario.of(arrangement.label(), this.speed, arrangement.consumers(),
				List.of(ProducerSpec.asking("producer", 0.5 * capacity)), (runner) -> {
					runner.pass(SETTLING.plus(steady));
					runner.start(ProducerSpec.asking(BURST, 0.9 * capacity));
					runner.pass(BURST_LENGTH);
					runner.stop(BURST);
					runner.pass(RELAXING.plus(steady));
				});
	}

	/**
	 * How soon answers came before, as a multiple of how soon they come after; 0 if none
	 * comes.
	 */
	private static double relaxation(ScenarioRun run) {
		return (after(run).answered() == 0) ? 0 : before(run).slowSeconds() / after(run).slowSeconds();
	}

	private static CriticalityFigures before(ScenarioRun run) {
		return figures(run, run.firstMillis() + run.millis(SETTLING), run.at(Verb.START.of(BURST)));
	}

	/**
	 * Counted from the last request of the producer that came later, as that ends only
	 * when it is answered.
	 */
	private static CriticalityFigures after(ScenarioRun run) {
		long last = run.askedBy(BURST).mapToLong(Asked::startedMillis).max().orElseThrow();
		return figures(run, last + run.millis(RELAXING), run.endedMillis());
	}

	private static CriticalityFigures figures(ScenarioRun run, long from, long to) {
		return CriticalityFigures.of(run.asked(from, to), run.scenario().speed());
	}

	private static ScenarioRun least(ScenarioRuns runs, ToDoubleFunction<ScenarioRun> figure) {
		return runs.all().stream().min(Comparator.comparingDouble(figure)).orElseThrow();
	}

}
