package io.nowornever.lab.experiment.fault;

import java.util.List;

import io.nowornever.lab.experiment.Expectation;
import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Finding;
import io.nowornever.lab.ledger.Handling;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.scene.LinkTiming;
import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.Speed;
import io.nowornever.lab.scene.Step;
import io.nowornever.lab.scene.Step.Verb;

import static io.nowornever.lab.experiment.fault.FaultExperiments.AFTER;
import static io.nowornever.lab.experiment.fault.FaultExperiments.BEFORE;
import static io.nowornever.lab.experiment.fault.FaultExperiments.TWO_FAST;
import static io.nowornever.lab.experiment.fault.FaultExperiments.TWO_PRODUCERS;

/**
 * What happens to consumers that producers have chosen themselves.
 */
final class BalancedFaults {

	private final Speed speed;

	BalancedFaults(Speed speed) {
		this.speed = speed;
	}

	Experiment pauseChosen() {
		String victim = "fast-1";
		Step pause = Verb.PAUSE.of(victim);
		Step resume = Verb.RESUME.of(victim);
		Scenario scenario = Scenario.of("a chosen one is frozen", this.speed, TWO_FAST, TWO_PRODUCERS, (runner) -> {
			runner.pass(BEFORE);
			runner.pause(victim);
			runner.pass(BEFORE);
			runner.resume(victim);
			runner.pass(AFTER);
		});
		return Experiment.of("pause-chosen",
				"Producers choose who answers; one of two consumers is frozen (SIGSTOP) for half a minute. It tells"
						+ " nothing of its load any more, so producers leave it within a second (not scaled).",
				List.of(scenario),
				new Expectation("Lost is at most what it held, and what was sent to it within a second", (runs) -> {
					ScenarioRun run = runs.only();
					List<Asked> lost = run.asked().filter((each) -> each.outcome() != Outcome.ANSWERED).toList();
					long from = run.at(pause);
					long explained = lost.stream()
						.filter((each) -> each.sentTo().contains(victim) && each.settledMillis() >= from
								&& each.startedMillis() < from + LinkTiming.UNTOLD.toMillis())
						.count();
					return Finding.of(lost.size() == explained, "%d lost, %d of them there", lost.size(), explained);
				}),
				new Expectation("From a second after that on, all are answered, also when it goes on",
						(runs) -> FaultFindings.answeredSince(runs.only(),
								runs.only().at(pause) + LinkTiming.UNTOLD.toMillis(), 1)),
				new Expectation("When it goes on it is chosen again", (runs) -> {
					ScenarioRun run = runs.only();
					long worked = run.timeline()
						.worked()
						.stream()
						.filter((each) -> each.consumer().equals(victim) && each.takenMillis() > run.at(resume)
								&& each.handling() == Handling.ANSWERED)
						.count();
					return Finding.of(worked > 0, "%d answered by it after that", worked);
				}));
	}

}
