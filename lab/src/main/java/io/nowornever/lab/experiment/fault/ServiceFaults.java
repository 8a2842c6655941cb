package io.nowornever.lab.experiment.fault;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Expectation;
import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Finding;
import io.nowornever.lab.ledger.Cause;
import io.nowornever.lab.ledger.Handling;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.scene.ConsumerSpec;
import io.nowornever.lab.scene.LinkTiming;
import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.Speed;
import io.nowornever.lab.scene.Step;
import io.nowornever.lab.scene.Step.Verb;

import static io.nowornever.lab.experiment.fault.FaultExperiments.AFTER;
import static io.nowornever.lab.experiment.fault.FaultExperiments.BEFORE;
import static io.nowornever.lab.experiment.fault.FaultExperiments.RECOVERY;
import static io.nowornever.lab.experiment.fault.FaultExperiments.TWO_FAST;
import static io.nowornever.lab.experiment.fault.FaultExperiments.TWO_OF_GROUP;
import static io.nowornever.lab.experiment.fault.FaultExperiments.TWO_PRODUCERS;

/**
 * What happens when producers and consumers die, freeze or are restarted, and when their
 * clocks are wrong.
 */
final class ServiceFaults {

	/**
	 * Three that have nine tenths of their time to do with two producers.
	 */
	private static final List<ConsumerSpec> THREE = IntStream.rangeClosed(1, 3)
		.mapToObj((number) -> ConsumerSpec.of("consumer-" + number, Duration.ofMillis(800), Duration.ofMillis(1200)))
		.toList();

	/**
	 * Two that have time to spare, and work long enough for a producer to be seen
	 * waiting.
	 */
	private static final List<ConsumerSpec> TWO = IntStream.rangeClosed(1, 2)
		.mapToObj((number) -> ConsumerSpec.of("consumer-" + number, Duration.ofMillis(400), Duration.ofMillis(600)))
		.toList();

	private final Speed speed;

	ServiceFaults(Speed speed) {
		this.speed = speed;
	}

	Experiment killConsumer() {
		String victim = "consumer-1";
		Scenario scenario = Scenario.of("one of three is killed", this.speed, THREE, TWO_PRODUCERS, (runner) -> {
			runner.pass(BEFORE);
			runner.awaitTask(victim, 0);
			runner.kill(victim);
			runner.pass(BEFORE);
			runner.start(THREE.getFirst());
			runner.pass(AFTER);
		});
		return Experiment.of("kill-consumer",
				"Three consumers share the work; one is killed (SIGKILL) in the middle of a task and, half a minute later,"
						+ " started again.",
				List.of(scenario),
				new Expectation(
						"Lost by that is at most what the killed one held, its backlog included, and what was on"
								+ " its way to it (two at most)",
						(runs) -> {
							ScenarioRun run = runs.only();
							long held = run.account().consumer(victim).unfinished();
							long lost = run.count(Outcome.TIMED_OUT) - run.account().count(Cause.ANSWERED_LATE)
									- run.account().count(Cause.STALE);
							return Finding.of(lost > 0 && lost <= held + 2, "%d lost; it held %d", lost, held);
						}),
				new Expectation("The others go on: meanwhile they answer as many as they can", (runs) -> {
					ScenarioRun run = runs.only();
					long from = run.at(Verb.KILL.of(victim));
					long to = run.at(Verb.BACK.of(victim));
					double rate = answered(run, from, to) / run.seconds(to - from);
					double capacity = Scenario.capacity(THREE.subList(1, 3));
					return Finding.of(rate >= 0.9 * capacity, "%.2f a second of %.2f", rate, capacity);
				}), new Expectation("Once it is back, at least 95 % are answered again", (runs) -> {
					ScenarioRun run = runs.only();
					return FaultFindings.answeredSince(run, run.at(Verb.BACK.of(victim)) + run.millis(Scenario.BUDGET),
							0.95);
				}));
	}

	Experiment killProducer() {
		Scenario scenario = Scenario.of("one of two is killed", this.speed, TWO, TWO_PRODUCERS, (runner) -> {
			runner.pass(BEFORE);
			runner.killWaiting("producer-1");
			runner.pass(BEFORE);
		});
		return Experiment.of("kill-producer",
				"Two producers ask; one is killed (SIGKILL) while it waits for a reply, frozen just before so that it"
						+ " cannot get it any more.",
				List.of(scenario), new Expectation("Nothing is lost but the replies that it waited for", (runs) -> {
					ScenarioRun run = runs.only();
					long waiting = waiting(run).count();
					long others = run.asked().filter(ServiceFaults::isNotAnswered).count() - waiting;
					return Finding.of(others == 0 && waiting > 0, "%d in flight when it died, %d others not answered",
							waiting, others);
				}), new Expectation("What consumers have of it is done all the same, and those replies reach nobody",
						(runs) -> {
							ScenarioRun run = runs.only();
							long done = run.worked(waiting(run));
							long replies = run.account()
								.extraReplies()
								.values()
								.stream()
								.mapToLong(Long::longValue)
								.sum();
							return Finding.of(done > 0 && replies == 0,
									"%d of %d done, %d such replies at any producer", done, waiting(run).count(),
									replies);
						}),
				new Expectation("The other producer notices nothing", (runs) -> {
					ScenarioRun run = runs.only();
					List<Asked> others = run.askedBy("producer-2").toList();
					long lost = others.stream().filter(ServiceFaults::isNotAnswered).count();
					return Finding.of(lost == 0 && !others.isEmpty(), "%d of its %d requests not answered", lost,
							others.size());
				}));
	}

	Experiment pauseConsumer() {
		Step pause = Verb.PAUSE.of("fast-1");
		Scenario scenario = Scenario.of("one of two is frozen", this.speed, TWO_FAST, TWO_OF_GROUP, (runner) -> {
			runner.pass(BEFORE);
			runner.pause("fast-1");
			runner.pass(BEFORE);
			runner.resume("fast-1");
			runner.pass(AFTER);
		});
		return Experiment.of("pause-consumer",
				"Two consumers share the work in a queue group; one is frozen (SIGSTOP) for half a minute. Its"
						+ " connection stays open, so the broker goes on giving it its share until pings go"
						+ " unanswered.",
				List.of(scenario),
				new Expectation("It loses its share until the broker gives it up, after two unanswered pings and at"
						+ " most one interval", (runs) -> {
							ScenarioRun run = runs.only();
							long noticed = new LinkTiming(this.speed).longestUnnoticed().toMillis();
							long from = run.at(pause);
							long lost = run.asked(0, run.at(Verb.RESUME.of("fast-1")))
								.filter(ServiceFaults::isNotAnswered)
								.count();
							long soon = run.asked(from - run.millis(Scenario.BUDGET), from + noticed)
								.filter(ServiceFaults::isNotAnswered)
								.count();
							return Finding.of(lost == soon, "%d lost, %d of them within the first %.1f s", lost, soon,
									this.speed.originalSeconds(noticed));
						}),
				new Expectation("When it goes on it skips what is stale and takes its share again", (runs) -> {
					ScenarioRun run = runs.only();
					long resumed = run.at(Verb.RESUME.of("fast-1"));
					long worked = run.timeline()
						.worked()
						.stream()
						.filter((each) -> each.consumer().equals("fast-1") && each.takenMillis() > resumed
								&& each.handling() == Handling.ANSWERED)
						.count();
					return Finding.of(worked > 0, "%d answered by it after that", worked);
				}), new Expectation("From 15 s after that on, all are answered", (runs) -> {
					ScenarioRun run = runs.only();
					return FaultFindings.answeredSince(run, run.at(Verb.RESUME.of("fast-1")) + run.millis(RECOVERY), 1);
				}));
	}

	Experiment rollingRestart() {
		Scenario scenario = Scenario.of("one after the other", this.speed,
				THREE.stream()
					.map((spec) -> ConsumerSpec.of(spec.name(), Duration.ofMillis(400), Duration.ofMillis(600)))
					.toList(),
				TWO_PRODUCERS, (runner) -> {
					for (ConsumerSpec spec : THREE) {
						runner.pass(Duration.ofSeconds(10));
						runner.restart(spec.name());
					}
					runner.pass(Duration.ofSeconds(10));
				});
		return Experiment.of("rolling-restart",
				"Three consumers are stopped (SIGTERM) and started again, one after the other, as in a deployment.",
				List.of(scenario), new Expectation("Nothing is lost: every request is answered", (runs) -> {
					ScenarioRun run = runs.only();
					return Finding.of(run.count(Outcome.ANSWERED) == run.account().started(), "%d of %d answered",
							run.count(Outcome.ANSWERED), run.account().started());
				}));
	}

	Experiment clockSkew() {
		Duration offset = Duration.ofSeconds(6);
		Scenario scenario = Scenario.of("6 s ahead, 6 s behind", this.speed,
				List.of(ConsumerSpec.fast("right"), ConsumerSpec.fast("ahead").withClockAhead(offset),
						ConsumerSpec.fast("behind").withClockAhead(offset.negated())),
				TWO_OF_GROUP.subList(0, 1),
				(runner) -> runner.pass(Duration.ofMillis(Math.round(6_000 * this.speed.factor())).plusSeconds(60)));
		return Experiment.of("clock-skew",
				"Three consumers in a queue group; the clock of one is 6 s ahead, that of another 6 s behind. Neither"
						+ " their clocks nor the time that it takes to find that out is scaled.",
				List.of(scenario),
				new Expectation("Once the distance of the clocks is found, 6 s after the beginning, all are answered",
						(runs) -> {
							ScenarioRun run = runs.only();
							return FaultFindings.answeredSince(run, run.firstMillis() + 6_000, 1);
						}),
				new Expectation("All three take part", (runs) -> {
					ScenarioRun run = runs.only();
					long least = Stream.of("right", "ahead", "behind")
						.mapToLong((name) -> run.account().consumer(name).handled(Handling.ANSWERED))
						.min()
						.orElse(0);
					return Finding.of(least > 0, "each answered at least %d", least);
				}), new Expectation("Before that only the one that is ahead skips what is not stale", (runs) -> {
					ScenarioRun run = runs.only();
					long ahead = run.account().consumer("ahead").handled(Handling.STALE);
					return Finding.of(run.account().count(Cause.STALE) == ahead, "%d skipped by it, %d in all", ahead,
							run.account().count(Cause.STALE));
				}));
	}

	/**
	 * The requests that a killed producer had no outcome of.
	 */
	private static Stream<Asked> waiting(ScenarioRun run) {
		return run.asked().filter((each) -> each.outcome() == null);
	}

	private static long answered(ScenarioRun run, long from, long to) {
		return run.asked()
			.filter((each) -> each.outcome() == Outcome.ANSWERED && each.settledMillis() >= from
					&& each.settledMillis() < to)
			.count();
	}

	private static boolean isNotAnswered(Asked asked) {
		return asked.outcome() != Outcome.ANSWERED;
	}

}
