package io.nowornever.lab.experiment.fault;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Expectation;
import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Finding;
import io.nowornever.lab.ledger.Handling;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.scene.BrokerProcess;
import io.nowornever.lab.scene.LinkTiming;
import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.ScenarioRunner;
import io.nowornever.lab.scene.Speed;
import io.nowornever.lab.scene.Step;
import io.nowornever.lab.scene.Step.Verb;

import static io.nowornever.lab.experiment.fault.FaultExperiments.BEFORE;
import static io.nowornever.lab.experiment.fault.FaultExperiments.RECOVERY;
import static io.nowornever.lab.experiment.fault.Region.EAST;
import static io.nowornever.lab.experiment.fault.Region.WEST;

/**
 * What two regions do for each other, and what happens when one of them loses its
 * consumer, its broker or the other one.
 */
final class RegionFaults {

	private static final Duration DELAY = Duration.ofMillis(40);

	/**
	 * What two delays make of an answer, less what chance does to two medians.
	 */
	private static final double LONGER_SECONDS = 0.04;

	/**
	 * Of a consumer, not scaled.
	 */
	private static final int MOST_ADVERTS_PER_SECOND = 20;

	private static final Step WELL = Verb.LOOK.of("all is well");

	private static final Step STILL_WELL = Verb.LOOK.of("all is still well");

	private static final Step CUT = Verb.CUT.of("regions");

	private static final Step MEND = Verb.MEND.of("regions");

	private static final Step RECOVERED = Verb.LOOK.of("all is well again");

	private static final Step LATER = Verb.LOOK.of("all is still well again");

	private static final Step JOINED = Verb.LOOK.of("regions are joined again");

	private static final String NONE_LATER = "That is over within a second (not scaled): of what is asked after that"
			+ " nothing times out, and at least 95 % is answered";

	private final Speed speed;

	private final LinkTiming timing;

	RegionFaults(Speed speed) {
		this.speed = speed;
		this.timing = new LinkTiming(speed);
	}

	Experiment twoRegions() {
		Step kill = Verb.KILL.of(EAST.consumer());
		Step back = Verb.BACK.of(EAST.consumer());
		Scenario scenario = scenario("one loses its consumer", (runner) -> {
			runner.pass(RECOVERY);
			runner.network().countCrossed(WELL);
			runner.pass(BEFORE.multipliedBy(2));
			runner.network().countCrossed(STILL_WELL);
			runner.pass(Scenario.BUDGET);
			runner.awaitTask(EAST.consumer(), 0);
			runner.kill(EAST.consumer());
			runner.pass(BEFORE);
			runner.start(Region.CONSUMERS.getFirst());
			runner.pass(RECOVERY.plus(BEFORE));
		});
		return Experiment.of("two-regions",
				"Two regions are joined by gateways, 40 ms (not scaled) apart each way. In each are a consumer, a producer that chooses"
						+ " who answers, and one for which the queue group does. Then the only consumer of one region is"
						+ " killed (SIGKILL), and started again.",
				List.of(scenario),
				new Expectation("While all is well every request is answered",
						(runs) -> FaultFindings
							.allAnswered(runs.only().asked(runs.only().at(WELL), runs.only().at(STILL_WELL)))),
				new Expectation("The queue group stays in its region",
						(runs) -> atHome(runs.only(), runs.only().at(WELL), runs.only().at(STILL_WELL))),
				new Expectation(
						"So does who chooses, since the way there is known after its first answers: at most a tenth"
								+ " goes to the other region",
						(runs) -> {
							ScenarioRun run = runs.only();
							long across = Region.chosenAcross(run, run.at(WELL), run.at(STILL_WELL)).count();
							long all = Region.chosen(run, run.at(WELL), run.at(STILL_WELL)).count();
							return Finding.of(10 * across <= all && all > 0, "%d of %d", across, all);
						}),
				new Expectation(
						"A request that goes there is two messages across; the others are adverts, of each consumer at"
								+ " most 20 a second (not scaled), and what brokers tell each other",
						(runs) -> {
							ScenarioRun run = runs.only();
							long crossed = run.counted(STILL_WELL) - run.counted(WELL);
							long across = Region.chosenAcross(run, run.at(WELL), run.at(STILL_WELL)).count();
							double seconds = (run.at(STILL_WELL) - run.at(WELL)) / 1e3;
							long others = crossed - 2 * across;
							return Finding.of(others <= 2 * MOST_ADVERTS_PER_SECOND * (seconds + 1),
									"%d messages; %d requests went across; %.1f others a second", crossed, across,
									others / seconds);
						}),
				new Expectation("What the killed consumer held times out, and what was on its way to it", (runs) -> {
					ScenarioRun run = runs.only();
					return lost(run.asked(), run.at(kill), (each) -> each.mayHaveGoneTo(EAST.consumer()));
				}), goesOn(NONE_LATER + ", by the other region", kill, back),
				new Expectation("Meanwhile answers take longer than in the other region, by the two ways (0.08 s, not"
						+ " scaled), of which two medians show a half at least", (runs) -> {
							ScenarioRun run = runs.only();
							double here = run.medianSeconds(EAST.asked(run, over(run.at(kill)), run.at(back)));
							double there = run.medianSeconds(WEST.asked(run, over(run.at(kill)), run.at(back)));
							double longer = (here - there) * run.millis(Duration.ofSeconds(1)) / 1e3;
							return Finding.of(longer >= LONGER_SECONDS, "%.2f s and %.2f s, %.3f s (not scaled) longer",
									here, there, longer);
						}),
				new Expectation("From 15 s after the consumer is back on, the queue group stays in its region again",
						(runs) -> {
							ScenarioRun run = runs.only();
							return atHome(run, run.at(back) + run.millis(RECOVERY), Long.MAX_VALUE);
						}),
				FaultFindings.NOTHING_LATE);
	}

	Experiment cutRegions() {
		Scenario scenario = scenario("cut off from each other", (runner) -> {
			runner.pass(BEFORE);
			runner.network().split(CUT);
			runner.pass(this.timing.cutLength());
			runner.network().join(MEND);
			goOn(runner);
		});
		return Experiment.of("cut-regions",
				"Two regions as in two-regions. The network between them is cut, and mended. Connections stay open, and"
						+ " nobody is told.",
				List.of(scenario),
				new Expectation("What times out had been sent to the other region, before its silence was noticed: by"
						+ " producers that choose, within a second (not scaled)", (runs) -> {
							ScenarioRun run = runs.only();
							Set<Asked> across = Region.chosenAcross(run, 0, Long.MAX_VALUE).collect(Collectors.toSet());
							return lost(run.asked(), run.at(CUT), across::contains);
						}),
				new Expectation("Where the queue group chooses nothing is lost", (runs) -> {
					ScenarioRun run = runs.only();
					return FaultFindings.allAnswered(Region.grouped(run, 0, Long.MAX_VALUE));
				}), goesOn("After that each region goes on by itself", CUT, MEND), joinedAgain(MEND),
				FaultFindings.NOTHING_LATE);
	}

	Experiment killRegion() {
		Scenario scenario = scenario("one loses its broker", (runner) -> {
			runner.pass(BEFORE);
			runner.broker().kill();
			runner.pass(BEFORE);
			runner.broker().start();
			runner.network().join(JOINED);
			goOn(runner);
		});
		return Experiment.of("kill-region",
				"Two regions as in two-regions. The only broker of one is killed (SIGKILL), and comes back on the same"
						+ " port.",
				List.of(scenario),
				new Expectation(
						"In its region what waits, and what comes while it is gone, ends as disconnected at once",
						(runs) -> {
							ScenarioRun run = runs.only();
							long from = run.at(BrokerProcess.KILL);
							List<Asked> hit = EAST.asked(run, 0, run.at(BrokerProcess.BACK))
								.filter((each) -> each.settledMillis() >= from)
								.toList();
							long others = hit.stream().filter((each) -> each.outcome() != Outcome.DISCONNECTED).count();
							return Finding.of(!hit.isEmpty() && others <= 2, "%d requests, %d of them otherwise",
									hit.size(), others);
						}),
				new Expectation("In the other region what was with the consumer there times out, and nothing else",
						(runs) -> {
							ScenarioRun run = runs.only();
							return lost(WEST.asked(run, 0, Long.MAX_VALUE), run.at(BrokerProcess.KILL),
									(each) -> each.sentTo().contains(EAST.consumer()));
						}),
				new Expectation(NONE_LATER, (runs) -> {
					ScenarioRun run = runs.only();
					return FaultFindings
						.goesOn(WEST.asked(run, over(run.at(BrokerProcess.KILL)), run.at(BrokerProcess.BACK)));
				}), joinedAgain(JOINED), FaultFindings.NOTHING_LATE);
	}

	private Scenario scenario(String name, Scenario.Steps steps) {
		return Scenario.of("two regions, " + name, this.speed, Region.CONSUMERS, Region.PRODUCERS, steps)
			.in(Region.joined(DELAY));
	}

	private static Expectation goesOn(String statement, Step fault, Step end) {
		return new Expectation(statement, (runs) -> {
			ScenarioRun run = runs.only();
			return FaultFindings.goesOn(run.asked(over(run.at(fault)), run.at(end)));
		});
	}

	private static Expectation joinedAgain(Step joined) {
		return new Expectation(
				"From 15 s after the regions have found each other again on, all are answered, and each hears the"
						+ " other's adverts",
				(runs) -> {
					ScenarioRun run = runs.only();
					Finding answered = FaultFindings.answeredSince(run, run.at(joined) + run.millis(RECOVERY), 1);
					long heard = run.counted(LATER) - run.counted(RECOVERED);
					return Finding.of(answered.held() && heard > 0, "%s, %d messages from one to the other",
							answered.seen(), heard);
				});
	}

	/**
	 * Lets regions go on that have found each other again.
	 */
	private static void goOn(ScenarioRunner runner) {
		runner.pass(RECOVERY);
		runner.network().countCrossed(RECOVERED);
		runner.pass(BEFORE.dividedBy(2));
		runner.network().countCrossed(LATER);
		runner.pass(BEFORE.dividedBy(2));
	}

	/**
	 * Whether all that timed out had gone to a consumer that was lost, before that was
	 * known.
	 */
	private static Finding lost(Stream<Asked> requests, long faultMillis, Predicate<Asked> wentThere) {
		List<Asked> lost = requests.filter((each) -> each.outcome() == Outcome.TIMED_OUT).toList();
		long explained = lost.stream()
			.filter((each) -> wentThere.test(each) && each.settledMillis() >= faultMillis
					&& each.startedMillis() < over(faultMillis))
			.count();
		String until = lost.isEmpty() ? "" : "; the last was asked %d ms (not scaled) after that"
			.formatted(lost.stream().mapToLong(Asked::startedMillis).max().orElseThrow() - faultMillis);
		return Finding.of(lost.size() == explained, "%d timed out, %d of them so%s", lost.size(), explained, until);
	}

	/**
	 * Whether all that was left to the queue group within a time was answered in the
	 * region in which it was asked.
	 */
	private static Finding atHome(ScenarioRun run, long from, long to) {
		Map<String, String> doneBy = new HashMap<>();
		run.timeline()
			.worked()
			.stream()
			.filter((each) -> each.handling() == Handling.ANSWERED)
			.forEach((each) -> doneBy.put(String.valueOf(each.task()), each.consumer()));
		long all = Region.grouped(run, from, to).count();
		long home = Region.groupedAtHome(run, doneBy, from, to).count();
		return Finding.of(home == all && all > 0, "%d of %d answered there", home, all);
	}

	/**
	 * From when on nothing is given any more to a consumer that was lost.
	 */
	private static long over(long faultMillis) {
		return faultMillis + LinkTiming.UNTOLD.toMillis();
	}

}
