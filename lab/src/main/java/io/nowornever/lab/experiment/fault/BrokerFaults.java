package io.nowornever.lab.experiment.fault;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import io.nowornever.lab.experiment.Expectation;
import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Finding;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.scene.BrokerProcess;
import io.nowornever.lab.scene.LinkTiming;
import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.Speed;
import io.nowornever.lab.scene.Step;

import static io.nowornever.lab.experiment.fault.FaultExperiments.AFTER;
import static io.nowornever.lab.experiment.fault.FaultExperiments.BEFORE;
import static io.nowornever.lab.experiment.fault.FaultExperiments.RECOVERY;
import static io.nowornever.lab.experiment.fault.FaultExperiments.TWO_FAST;
import static io.nowornever.lab.experiment.fault.FaultExperiments.TWO_PRODUCERS;

/**
 * What happens when the broker dies, is restarted or freezes.
 */
final class BrokerFaults {

	private final Speed speed;

	BrokerFaults(Speed speed) {
		this.speed = speed;
	}

	Experiment killBroker() {
		Scenario scenario = Scenario.of("broker killed", this.speed, TWO_FAST, TWO_PRODUCERS, (runner) -> {
			runner.pass(BEFORE);
			runner.broker().kill();
			runner.pass(Duration.ofSeconds(10));
			runner.broker().start();
			runner.pass(AFTER);
		});
		return Experiment.of("kill-broker",
				"The broker is killed (SIGKILL) and comes back on the same port 10 s later.", List.of(scenario),
				new Expectation("What waits, and what comes while it is gone, ends as disconnected at once", (runs) -> {
					ScenarioRun run = runs.only();
					long from = run.at(BrokerProcess.KILL);
					long to = run.at(BrokerProcess.BACK);
					List<Asked> hit = run.asked(0, to).filter((each) -> each.settledMillis() >= from).toList();
					long others = hit.stream().filter(not(Outcome.DISCONNECTED)).count();
					double longest = hit.stream()
						.mapToDouble((each) -> run.seconds(each.settledMillis() - Math.max(each.startedMillis(), from)))
						.max()
						.orElse(0);
					return Finding.of(!hit.isEmpty() && others <= 2 && longest < 5,
							"%d requests, %d of them otherwise; the slowest after %.2f s", hit.size(), others, longest);
				}),
				new Expectation(
						"Nothing of it is sent late: consumers receive nothing while it is gone, and nobody"
								+ " works on what ended as disconnected meanwhile",
						(runs) -> nothingLate(runs.only(), BrokerProcess.KILL)),
				recovers());
	}

	Experiment restartBroker() {
		Scenario scenario = Scenario.of("broker restarted", this.speed, TWO_FAST, TWO_PRODUCERS, (runner) -> {
			runner.pass(BEFORE);
			runner.broker().stop();
			runner.broker().start();
			runner.pass(AFTER);
		});
		return Experiment.of("restart-broker", "The broker is stopped in good order and started again at once.",
				List.of(scenario),
				new Expectation("Only what falls into the gap is lost: nothing is lost 15 s after the stop", (runs) -> {
					ScenarioRun run = runs.only();
					long lost = run.asked().filter(not(Outcome.ANSWERED)).count();
					long from = run.at(BrokerProcess.STOP) - run.millis(Scenario.BUDGET);
					long to = run.at(BrokerProcess.BACK) + run.millis(RECOVERY);
					long inGap = run.asked(from, to).filter(not(Outcome.ANSWERED)).count();
					return Finding.of(lost == inGap, "%d lost, %d of them in the gap", lost, inGap);
				}), recovers());
	}

	Experiment pauseBroker() {
		Scenario scenario = Scenario.of("broker frozen", this.speed, TWO_FAST, TWO_PRODUCERS, (runner) -> {
			runner.pass(BEFORE);
			runner.broker().pause();
			runner.pass(Duration.ofSeconds(20));
			runner.broker().resume();
			runner.pass(AFTER);
		});
		return Experiment.of("pause-broker",
				"The broker is frozen (SIGSTOP) for 20 s: connections stay open and nothing answers.",
				List.of(scenario), new Expectation("Every request ends within its budget all the same", (runs) -> {
					ScenarioRun run = runs.only();
					double longest = run.asked()
						.mapToDouble((each) -> run.seconds(each.settledMillis() - each.startedMillis()))
						.max()
						.orElse(0);
					double tolerated = 5 + this.speed.originalSeconds(100);
					return Finding.of(longest <= tolerated, "the longest took %.2f s", longest);
				}), new Expectation("Once its silence is noticed requests end as disconnected at once", (runs) -> {
					ScenarioRun run = runs.only();
					long noticed = run.at(BrokerProcess.PAUSE)
							+ new LinkTiming(this.speed).longestUnnoticed().toMillis();
					List<Asked> after = run.asked(noticed, run.at(BrokerProcess.RESUME)).toList();
					long others = after.stream().filter(not(Outcome.DISCONNECTED)).count();
					return Finding.of(others == 0 && !after.isEmpty(), "%d of %d otherwise", others, after.size());
				}), new Expectation("From 15 s after it goes on, all are answered", (runs) -> {
					ScenarioRun run = runs.only();
					return FaultFindings.answeredSince(run, run.at(BrokerProcess.RESUME) + run.millis(RECOVERY), 1);
				}));
	}

	private static Expectation recovers() {
		return new Expectation("From 15 s after its return on, all are answered", (runs) -> {
			ScenarioRun run = runs.only();
			return FaultFindings.answeredSince(run, run.at(BrokerProcess.BACK) + run.millis(RECOVERY), 1);
		});
	}

	private static Finding nothingLate(ScenarioRun run, Step gone) {
		long meanwhile = run.timeline()
			.held()
			.stream()
			.filter((held) -> held.change() > 0 && held.atMillis() > run.at(gone) + 200
					&& held.atMillis() < run.at(BrokerProcess.BACK) - 200)
			.count();
		long worked = run.worked(run.asked(run.at(gone), run.at(BrokerProcess.BACK))
			.filter((each) -> each.outcome() == Outcome.DISCONNECTED));
		return Finding.of(meanwhile == 0 && worked == 0, "%d received meanwhile, %d worked on", meanwhile, worked);
	}

	private static Predicate<Asked> not(Outcome outcome) {
		return (asked) -> asked.outcome() != outcome;
	}

}
