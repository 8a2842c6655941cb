package io.nowornever.lab.experiment.original;

import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Expectation;
import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Finding;
import io.nowornever.lab.ledger.Cause;
import io.nowornever.lab.ledger.ConsumerFates;
import io.nowornever.lab.ledger.Handling;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.ledger.Timeline.Worked;
import io.nowornever.lab.scene.ConsumerSpec;
import io.nowornever.lab.scene.OverloadPolicy;
import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.Speed;
import io.nowornever.lab.scene.Step;
import io.nowornever.lab.scene.Step.Verb;

/**
 * What the original did and saw with a slow consumer, alone and beside a fast one.
 */
final class SlowConsumerExperiments {

	/**
	 * A service that is asked to end goes on taking requests until its JVM has begun to
	 * shut down, which a busy machine makes it do some hundred milliseconds late.
	 */
	private static final Duration SHORTEST_LEAVING = Duration.ofMillis(500);

	private final Speed speed;

	SlowConsumerExperiments(Speed speed) {
		this.speed = speed;
	}

	Experiment slowConsumer() {
		List<Scenario> scenarios = Stream.of(OverloadPolicy.NONE, OverloadPolicy.SKIP, OverloadPolicy.GATE)
			.map((policy) -> Scenario.of(policy.toString(), this.speed,
					List.of(ConsumerSpec.slow("slow-1").with(policy)), OriginalExperiments.ONE,
					(runner) -> runner.pass(Duration.ofMinutes(2))))
			.toList();
		return Experiment.of("slow-consumer",
				"One slow consumer alone, asked three times as often as it can answer: as it was at first, then with"
						+ " the skip of stale requests, then with the gate.",
				scenarios, new Expectation("Without the skip it answers nobody in time any more after 20 s", (runs) -> {
					ScenarioRun run = runs.of("none");
					long from = run.firstMillis() + run.millis(Duration.ofSeconds(20));
					long answered = run.asked(from, Long.MAX_VALUE)
						.filter((each) -> each.outcome() == Outcome.ANSWERED)
						.count();
					return Finding.of(answered == 0, "%d answered after that, %d before", answered,
							run.count(Outcome.ANSWERED) - answered);
				}),
				new Expectation("The skip alone is no help: what it works on is almost stale by then, and nearly all of"
						+ " its work is late", (runs) -> {
							ScenarioRun run = runs.of("skip");
							long late = run.account().consumer("slow-1").handled(Handling.LATE);
							long answered = run.count(Outcome.ANSWERED);
							return Finding.of(late > 4 * answered, "%d late, %d answered in time", late, answered);
						}),
				new Expectation("With the gate at most 1 of 20 tasks is wasted, and who is not answered is told so",
						(runs) -> {
							ScenarioRun run = runs.of("gate");
							long answered = run.count(Outcome.ANSWERED);
							long timedOut = run.count(Outcome.TIMED_OUT);
							return Finding.of(20 * timedOut <= answered && answered > run.count(Outcome.REFUSED) / 8,
									"%d answered, %d timed out, %d refused", answered, timedOut,
									run.count(Outcome.REFUSED));
						}));
	}

	Experiment pendingLimit() {
		List<ConsumerSpec> pair = List.of(ConsumerSpec.slow("slow-1").with(OverloadPolicy.PENDING_LIMIT),
				ConsumerSpec.fast("fast-1").with(OverloadPolicy.PENDING_LIMIT));
		Scenario scenario = Scenario.of("pending limit", this.speed, pair, OriginalExperiments.TWO,
				(runner) -> runner.pass(Duration.ofSeconds(60)));
		return Experiment.of("pending-limit",
				"A slow consumer beside a fast one. The client library of each holds one request, so that the broker"
						+ " might keep what a busy consumer cannot take, or give it to the other.",
				List.of(scenario),
				new Expectation(
						"The broker goes on giving, and the slow one's client library drops what it cannot hold",
						(runs) -> {
							ConsumerFates slow = runs.only().account().consumer("slow-1");
							return Finding.of(slow.dropped() > slow.received(), "%d dropped, %d received there",
									slow.dropped(), slow.received());
						}),
				new Expectation("What is dropped is given to nobody else: each message is either received by one of"
						+ " them or dropped, and what is dropped times out", (runs) -> {
							ScenarioRun run = runs.only();
							long sent = run.asked().mapToLong(Asked::attempts).sum();
							long received = sum(run, ConsumerFates::received);
							long dropped = sum(run, ConsumerFates::dropped);
							long timedOut = run.account().count(Cause.DROPPED);
							return Finding.of(sent == received + dropped && timedOut == dropped,
									"%d sent = %d received + %d dropped; %d timed out for that", sent, received,
									dropped, timedOut);
						}),
				new Expectation("The fast one has time to spare meanwhile: it works less than six tenths of it",
						(runs) -> {
							ScenarioRun run = runs.only();
							double busy = run.timeline()
								.worked()
								.stream()
								.filter((worked) -> worked.consumer().equals("fast-1"))
								.mapToLong(Worked::tookMillis)
								.sum() / (double) (run.endedMillis() - run.firstMillis());
							return Finding.of(busy < 0.6, "busy %.0f %% of the time", 100 * busy);
						}));
	}

	private static long sum(ScenarioRun run, ToLongFunction<ConsumerFates> figure) {
		return run.account().consumers().stream().mapToLong(figure).sum();
	}

	Experiment slowConsumerStops() {
		Step kill = Verb.KILL.of("slow-1");
		List<ConsumerSpec> pair = List.of(ConsumerSpec.slow("slow-1").with(OverloadPolicy.SKIP),
				ConsumerSpec.fast("fast-1").with(OverloadPolicy.SKIP));
		Scenario killed = Scenario.of("killed", this.speed, pair, OriginalExperiments.TWO, (runner) -> {
			runner.pass(Duration.ofSeconds(60));
			runner.awaitTask("slow-1", 1);
			runner.kill("slow-1");
			runner.pass(Duration.ofSeconds(40));
		});
		Scenario stopped = Scenario.of("stopped in good order", this.speed, pair, OriginalExperiments.TWO, (runner) -> {
			runner.pass(Duration.ofSeconds(60));
			runner.stop("slow-1");
			runner.pass(Duration.ofSeconds(40));
		});
		return Experiment.of("slow-consumer-stops",
				"A slow consumer beside a fast one, in the original's way; then the slow one goes, once as in a crash,"
						+ " once in good order.",
				List.of(killed, stopped),
				new Expectation("As long as both are there, each is given about half of the requests", (runs) -> {
					ScenarioRun run = runs.of("killed");
					long slow = received(run, "slow-1", run.at(kill));
					long fast = received(run, "fast-1", run.at(kill));
					double share = (double) slow / Math.max(slow + fast, 1);
					return Finding.of(share > 0.35 && share < 0.65, "%.0f %% to the slow one", 100 * share);
				}), new Expectation("From then on the fast one answers everything", (runs) -> {
					long others = Stream.of("killed", "stopped in good order").mapToLong((name) -> {
						ScenarioRun run = runs.of(name);
						long gone = run.marks().getFirst().atMillis()
								+ this.speed.real(Duration.ofSeconds(1), SHORTEST_LEAVING).toMillis();
						long until = name.equals("killed") ? Long.MAX_VALUE : run.endedMillis();
						return run.asked(gone, until).filter((each) -> each.outcome() != Outcome.ANSWERED).count();
					}).sum();
					return Finding.of(others == 0, "%d not answered", others);
				}), new Expectation("What the killed one held dies with it; the stopped one leaves nothing behind",
						(runs) -> {
							long died = died(runs.of("killed"));
							long held = runs.of("killed").account().consumer("slow-1").unfinished();
							long left = runs.of("stopped in good order").account().consumer("slow-1").unfinished();
							return Finding.of(died > 0 && died <= held && left == 0,
									"%d died of %d that it held; %d left by the stopped one", died, held, left);
						}));
	}

	private static long received(ScenarioRun run, String consumer, long until) {
		return run.timeline()
			.held()
			.stream()
			.filter((held) -> held.consumer().equals(consumer) && held.change() > 0 && held.atMillis() < until)
			.count();
	}

	private static long died(ScenarioRun run) {
		return run.account().count(Cause.DIED_WAITING) + run.account().count(Cause.DIED_WORKING);
	}

}
