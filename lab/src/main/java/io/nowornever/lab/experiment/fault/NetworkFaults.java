package io.nowornever.lab.experiment.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Expectation;
import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Finding;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.scene.LinkTiming;
import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.Speed;
import io.nowornever.lab.scene.Step;
import io.nowornever.lab.scene.Step.Verb;
import io.nowornever.lab.scene.Topology;

import static io.nowornever.lab.experiment.fault.FaultExperiments.BEFORE;
import static io.nowornever.lab.experiment.fault.FaultExperiments.RECOVERY;
import static io.nowornever.lab.experiment.fault.FaultExperiments.TWO_FAST;
import static io.nowornever.lab.experiment.fault.FaultExperiments.TWO_PRODUCERS;

/**
 * What happens when the network between a service and the broker is slow or resets
 * connections, and when brokers lose each other.
 */
final class NetworkFaults {

	private static final String CONSUMER = "fast-1";

	private static final String OTHER_CONSUMER = "fast-2";

	private static final String PRODUCER = "producer-1";

	private static final String OTHER_PRODUCER = "producer-2";

	private static final Duration DELAY = Duration.ofMillis(200);

	private static final Duration JITTER = Duration.ofMillis(50);

	private static final long BYTES_PER_SECOND = 100_000;

	/**
	 * What two delays make of an answer, less what the jitter may take.
	 */
	private static final double LONGER_SECONDS = 0.3;

	private static final int RESETS = 5;

	private static final Step SPLIT = Verb.CUT.of("cluster");

	private static final Step MEND = Verb.MEND.of("cluster");

	private final Speed speed;

	private final LinkTiming timing;

	NetworkFaults(Speed speed) {
		this.speed = speed;
		this.timing = new LinkTiming(speed);
	}

	Experiment slowLink() {
		Scenario scenario = Scenario.of("slow links", this.speed, TWO_FAST, TWO_PRODUCERS,
				(runner) -> Stream.of(CONSUMER, PRODUCER).forEach((service) -> {
					runner.pass(RECOVERY);
					runner.network().slow(service, DELAY, JITTER, BYTES_PER_SECOND);
					runner.pass(BEFORE);
					runner.network().quicken(service);
					runner.pass(RECOVERY);
				}))
			.in(Topology.PROXIED);
		return Experiment.of("slow-link",
				"The network of one of two consumers is slow, and later that of one of two producers: 200 ms each way, give"
						+ " or take 50 ms, and 100 kB a second.",
				List.of(scenario),
				new Expectation("Every request is answered, also while a link is slow",
						(runs) -> FaultFindings.answeredSince(runs.only(), runs.only().at(Verb.SLOW.of(CONSUMER)), 1)),
				new Expectation(
						"What was sent to the slow consumer takes longer than what was sent to the other one, by"
								+ " 0.3 s at least in the median",
						(runs) -> {
							ScenarioRun run = runs.only();
							List<Asked> asked = run
								.asked(run.at(Verb.SLOW.of(CONSUMER)), run.at(Verb.QUICK.of(CONSUMER)))
								.toList();
							return longer(run, asked.stream().filter((each) -> each.sentTo().contains(CONSUMER)),
									asked.stream().filter((each) -> !each.sentTo().contains(CONSUMER)));
						}),
				new Expectation(
						"What the slow producer asks takes longer than what the other one does, by 0.3 s at least"
								+ " in the median",
						(runs) -> {
							ScenarioRun run = runs.only();
							return longer(run, whileSlow(run, PRODUCER), whileSlow(run, OTHER_PRODUCER));
						}));
	}

	Experiment resetLink() {
		Scenario scenario = Scenario.of("links are reset", this.speed, TWO_FAST, TWO_PRODUCERS,
				(runner) -> Stream.of(CONSUMER, PRODUCER).forEach((service) -> {
					for (int i = 0; i < RESETS; i++) {
						runner.pass(RECOVERY);
						runner.network().reset(service);
					}
					runner.pass(RECOVERY);
				}))
			.in(Topology.PROXIED);
		return Experiment.of("reset-link",
				"The connection of one of two consumers is reset (RST) " + RESETS
						+ " times, then that of one of two producers.",
				List.of(scenario),
				new Expectation(
						"Not answered is at most what was with the one that was reset, on its way to or from it, or asked"
								+ " of it until it was linked again, for which it has a second (not scaled)",
						(runs) -> {
							ScenarioRun run = runs.only();
							List<Asked> lost = run.notAnswered().toList();
							long explained = lost.stream().filter((each) -> isLostByReset(run, each)).count();
							return Finding.of(lost.size() == explained, "%d of %d, %d of them so", lost.size(),
									run.asked().count(), explained);
						}),
				new Expectation("A producer waits for nothing that a reset took from it: that ends as disconnected",
						(runs) -> {
							ScenarioRun run = runs.only();
							long from = run.at(Verb.RESET.of(PRODUCER));
							List<Asked> lost = run.askedBy(PRODUCER)
								.filter((each) -> each.startedMillis() >= from && each.outcome() != Outcome.ANSWERED)
								.toList();
							long others = lost.stream()
								.filter((each) -> each.outcome() != Outcome.DISCONNECTED)
								.count();
							return Finding.of(others == 0, "%d lost, %d of them otherwise", lost.size(), others);
						}),
				new Expectation("Afterwards the consumer answers again", (runs) -> FaultFindings.answeredBy(runs.only(),
						CONSUMER, runs.only().at(Verb.RESET.of(PRODUCER)))));
	}

	Experiment splitCluster() {
		Scenario scenario = Scenario.of("three brokers, one cut off", this.speed, TWO_FAST, TWO_PRODUCERS, (runner) -> {
			runner.pass(BEFORE);
			runner.network().split(SPLIT);
			runner.pass(this.timing.cutLength());
			runner.network().join(MEND);
			runner.pass(RECOVERY.plus(BEFORE));
		}).in(Topology.cluster(Map.of(CONSUMER, 1, PRODUCER, 2, OTHER_CONSUMER, 3, OTHER_PRODUCER, 3)));
		return Experiment.of("split-cluster",
				"Three brokers are a cluster; the third is cut off from the other two, with a consumer and a producer on"
						+ " each side.",
				List.of(scenario),
				new Expectation("What times out was with the consumer of the other side, or went there before its"
						+ " silence was noticed: by producers within a second (not scaled), by brokers when their pings go"
						+ " unanswered", (runs) -> {
							ScenarioRun run = runs.only();
							long from = run.at(SPLIT);
							long lost = run.asked().filter((each) -> each.outcome() == Outcome.TIMED_OUT).count();
							long explained = across(run, Asked::mayHaveGoneTo)
								.filter((each) -> each.outcome() == Outcome.TIMED_OUT && each.settledMillis() >= from
										&& each.startedMillis() < noticed(run))
								.count();
							return Finding.of(lost == explained, "%d timed out, %d of them so", lost, explained);
						}),
				new Expectation("After that nothing times out, and each side answers at least 95 % of its own",
						(runs) -> FaultFindings.goesOn(runs.only().asked(noticed(runs.only()), runs.only().at(MEND)))),
				new Expectation(
						"From 15 s after the brokers have found each other again on, all are answered, and each side"
								+ " works for the other one",
						(runs) -> {
							ScenarioRun run = runs.only();
							long from = run.at(MEND) + run.millis(RECOVERY);
							Finding answered = FaultFindings.answeredSince(run, from, 1);
							long across = across(run, (each, other) -> each.sentTo().contains(other))
								.filter((each) -> each.startedMillis() >= from)
								.count();
							return Finding.of(answered.held() && across > 0, "%s, %d sent to the other side",
									answered.seen(), across);
						}),
				FaultFindings.NOTHING_LATE);
	}

	private boolean isLostByReset(ScenarioRun run, Asked lost) {
		boolean asked = run.askedBy(PRODUCER).anyMatch(lost::equals);
		return (asked && isUnderWay(run, lost, PRODUCER))
				|| (lost.mayHaveGoneTo(CONSUMER) && isUnderWay(run, lost, CONSUMER));
	}

	private boolean isUnderWay(ScenarioRun run, Asked asked, String service) {
		long relinked = this.timing.longestPause().plus(LinkTiming.UNTOLD).toMillis();
		return run.eachTime(Verb.RESET.of(service))
			.anyMatch((at) -> asked.startedMillis() <= at + relinked && asked.settledMillis() >= at);
	}

	private long noticed(ScenarioRun run) {
		return run.at(SPLIT) + this.timing.longestGivenTo().toMillis();
	}

	/**
	 * What went to the consumer of the other side of a cluster.
	 */
	private static Stream<Asked> across(ScenarioRun run, BiPredicate<Asked, String> wentTo) {
		return Stream.concat(run.askedBy(PRODUCER).filter((each) -> wentTo.test(each, OTHER_CONSUMER)),
				run.askedBy(OTHER_PRODUCER).filter((each) -> wentTo.test(each, CONSUMER)));
	}

	private static Stream<Asked> whileSlow(ScenarioRun run, String producer) {
		return run.askedBy(producer)
			.filter((each) -> each.startedMillis() >= run.at(Verb.SLOW.of(PRODUCER))
					&& each.startedMillis() < run.at(Verb.QUICK.of(PRODUCER)));
	}

	private static Finding longer(ScenarioRun run, Stream<Asked> slow, Stream<Asked> quick) {
		double slowSeconds = run.medianSeconds(slow);
		double quickSeconds = run.medianSeconds(quick);
		return Finding.of(slowSeconds - quickSeconds >= LONGER_SECONDS, "%.2f s and %.2f s", slowSeconds, quickSeconds);
	}

}
