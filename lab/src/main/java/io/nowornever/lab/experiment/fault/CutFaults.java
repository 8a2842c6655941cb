package io.nowornever.lab.experiment.fault;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.nowornever.lab.experiment.Expectation;
import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Finding;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.scene.LinkTiming;
import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.Speed;
import io.nowornever.lab.scene.Step.Verb;
import io.nowornever.lab.scene.Topology;
import io.nowornever.testbed.network.Cut;

import static io.nowornever.lab.experiment.fault.FaultExperiments.RECOVERY;
import static io.nowornever.lab.experiment.fault.FaultExperiments.TWO_FAST;
import static io.nowornever.lab.experiment.fault.FaultExperiments.TWO_PRODUCERS;

/**
 * What happens when the network between a service and the broker is cut: both ways, to
 * the broker, and from it.
 */
final class CutFaults {

	private static final List<Cut> CUTS = List.of(Cut.BOTH, Cut.TO_BROKER, Cut.FROM_BROKER);

	private static final String CONSUMER = "fast-1";

	private static final String PRODUCER = "producer-1";

	private final Speed speed;

	private final LinkTiming timing;

	CutFaults(Speed speed) {
		this.speed = speed;
		this.timing = new LinkTiming(speed);
	}

	Experiment cutConsumer() {
		return Experiment.of("cut-consumer",
				"The network between one of two consumers and the broker is cut and mended three times: both ways, to the"
						+ " broker, from the broker. Connections stay open, and nobody is told. Producers choose who"
						+ " answers.",
				List.of(scenario("a consumer is cut off", CONSUMER)),
				new Expectation("What times out was with it, or went to it before its silence was noticed: by"
						+ " producers, who leave it within a second (not scaled), and by the broker, in whose queue group"
						+ " it is until pings go unanswered. One that is cut from the broker only can tell its load until"
						+ " then", (runs) -> {
							ScenarioRun run = runs.only();
							List<Asked> lost = run.asked()
								.filter((each) -> each.outcome() == Outcome.TIMED_OUT)
								.toList();
							List<Long> explained = CUTS.stream()
								.map((cut) -> lost.stream().filter((each) -> isLostBy(run, each, cut)).count())
								.toList();
							return Finding.of(lost.size() == explained.stream().mapToLong(Long::longValue).sum(),
									"%d timed out; so by the three cuts: %s", lost.size(), explained);
						}),
				new Expectation(
						"After that nothing times out, and the other answers at least 95 %, as long as the cut lasts",
						(runs) -> FaultFindings.goesOn(CUTS.stream()
							.flatMap((cut) -> runs.only()
								.asked(noticed(runs.only(), cut), runs.only().at(Verb.MEND.of(CONSUMER, cut)))))),
				new Expectation("Within 15 s after the cut is mended it is chosen again, and answers",
						(runs) -> eachCut((cut) -> FaultFindings.answeredBy(runs.only(), CONSUMER,
								runs.only().at(Verb.MEND.of(CONSUMER, cut))))),
				FaultFindings.NOTHING_LATE);
	}

	Experiment cutProducer() {
		return Experiment.of("cut-producer",
				"The network between one of two producers and the broker is cut and mended three times: both ways, to the"
						+ " broker, from the broker. Connections stay open, and nobody is told.",
				List.of(scenario("a producer is cut off", PRODUCER)),
				new Expectation("Once it has noticed, after two unanswered pings and at most one interval, its requests"
						+ " end as disconnected at once", (runs) -> {
							ScenarioRun run = runs.only();
							List<Asked> after = CUTS.stream()
								.flatMap((cut) -> run.askedBy(PRODUCER)
									.filter((each) -> each.startedMillis() >= run.at(Verb.CUT.of(PRODUCER, cut))
											+ this.timing.longestUnnoticed().toMillis()
											&& each.startedMillis() < run.at(Verb.MEND.of(PRODUCER, cut))))
								.toList();
							long others = after.stream()
								.filter((each) -> each.outcome() != Outcome.DISCONNECTED)
								.count();
							return Finding.of(others == 0 && !after.isEmpty(), "%d of %d otherwise", others,
									after.size());
						}),
				new Expectation("Every request ends within its budget", (runs) -> {
					ScenarioRun run = runs.only();
					double longest = run.asked()
						.mapToDouble((each) -> run.seconds(each.settledMillis() - each.startedMillis()))
						.max()
						.orElse(0);
					return Finding.of(longest <= 5 + this.speed.originalSeconds(100), "the longest took %.2f s",
							longest);
				}),
				new Expectation("The other producer notices nothing",
						(runs) -> FaultFindings.allAnswered(runs.only().askedBy("producer-2"))),
				new Expectation("From 15 s after each mending on, all are answered", (runs) -> {
					ScenarioRun run = runs.only();
					return FaultFindings.allAnswered(CUTS.stream().flatMap((cut) -> {
						long recovered = run.at(Verb.MEND.of(PRODUCER, cut)) + run.millis(RECOVERY);
						return run.asked(recovered, recovered + run.millis(RECOVERY));
					}));
				}), FaultFindings.NOTHING_LATE);
	}

	private Scenario scenario(String name, String service) {
		return Scenario.of(name, this.speed, TWO_FAST, TWO_PRODUCERS, (runner) -> CUTS.forEach((cut) -> {
			runner.pass(RECOVERY);
			runner.network().cut(service, cut);
			runner.pass(this.timing.cutLength());
			runner.network().mend(service, cut);
			runner.pass(RECOVERY.multipliedBy(2));
		})).in(Topology.PROXIED);
	}

	/**
	 * Until when requests may go to a consumer that is cut off.
	 */
	private long noticed(ScenarioRun run, Cut cut) {
		Duration silent = (cut == Cut.FROM_BROKER) ? this.timing.longestUnnoticed().plus(LinkTiming.UNTOLD)
				: this.timing.longestGivenTo();
		return run.at(Verb.CUT.of(CONSUMER, cut)) + silent.toMillis();
	}

	private boolean isLostBy(ScenarioRun run, Asked lost, Cut cut) {
		return lost.mayHaveGoneTo(CONSUMER) && lost.settledMillis() >= run.at(Verb.CUT.of(CONSUMER, cut))
				&& lost.startedMillis() < noticed(run, cut);
	}

	private static Finding eachCut(Function<Cut, Finding> look) {
		List<Finding> findings = CUTS.stream().map(look).toList();
		return new Finding(findings.stream().allMatch(Finding::held),
				findings.stream().map(Finding::seen).collect(Collectors.joining(", ")));
	}

}
