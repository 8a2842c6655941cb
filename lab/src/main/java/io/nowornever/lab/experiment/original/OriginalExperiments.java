package io.nowornever.lab.experiment.original;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Expectation;
import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Finding;
import io.nowornever.lab.ledger.ConsumerFates;
import io.nowornever.lab.ledger.ExtraReplyKind;
import io.nowornever.lab.ledger.Handling;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.scene.ConsumerSpec;
import io.nowornever.lab.scene.OverloadPolicy;
import io.nowornever.lab.scene.ProducerSpec;
import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.Speed;
import io.nowornever.lab.scene.Step;
import io.nowornever.lab.scene.Step.Verb;

/**
 * What the original did and saw, step by step, except what became the tournament and the
 * faults.
 */
public final class OriginalExperiments {

	/**
	 * As in the original, the queue group chooses who answers.
	 */
	static final List<ProducerSpec> TWO = ProducerSpec.originals(2)
		.stream()
		.map(ProducerSpec::withoutBalancing)
		.toList();

	static final List<ProducerSpec> ONE = TWO.subList(0, 1);

	private static final Duration PAUSE = Duration.ofSeconds(10);

	private final Speed speed;

	private OriginalExperiments(Speed speed) {
		this.speed = speed;
	}

	/**
	 * All of them, in the original's order.
	 * @param speed how fast they run
	 * @return the experiments
	 */
	public static Stream<Experiment> all(Speed speed) {
		OriginalExperiments original = new OriginalExperiments(speed);
		SlowConsumerExperiments slow = new SlowConsumerExperiments(speed);
		return Stream.of(original.nobodyListens(), slow.slowConsumer(), slow.pendingLimit(), slow.slowConsumerStops(),
				original.twoGroups(), original.twoProducers());
	}

	private Experiment nobodyListens() {
		Step starts = Verb.START.of("fast-1");
		Step comes = Verb.BACK.of("fast-1");
		Scenario scenario = Scenario.of("nobody, then one", this.speed, List.of(), ONE, (runner) -> {
			runner.pass(Duration.ofSeconds(35));
			runner.start(ConsumerSpec.fast("fast-1"));
			runner.pass(Duration.ofSeconds(30));
		});
		return Experiment.of("nobody-listens",
				"A producer asks although nobody listens, and pauses for 10 s each time it finds that out; after 35 s"
						+ " a consumer appears.",
				List.of(scenario),
				new Expectation("While nobody listens each request is told so or is not sent at all, and none waits"
						+ " for its budget", (runs) -> {
							ScenarioRun run = runs.only();
							List<Asked> before = run.asked(0, run.at(starts) - run.millis(PAUSE)).toList();
							long silent = before.stream().filter((each) -> !isTold(each)).count();
							return Finding.of(silent == 0 && !before.isEmpty(),
									"%d requests, %d of them told otherwise", before.size(), silent);
						}),
				new Expectation("It sends little meanwhile: one probe after each pause, which may be sent again once"
						+ " in its budget", (runs) -> {
							ScenarioRun run = runs.only();
							long until = run.at(starts);
							long sent = run.asked(0, until).mapToLong(Asked::attempts).sum();
							long pauses = 1 + (until - run.firstMillis()) / run.millis(PAUSE);
							return Finding.of(sent <= 2 * pauses, "%d messages in %d pauses", sent, pauses);
						}),
				new Expectation("The first answer comes at most a pause, a gap and a task after the consumer",
						(runs) -> {
							ScenarioRun run = runs.only();
							double took = run.seconds(firstAnswer(run) - run.at(comes));
							return Finding.of(took <= 10 + 1.5 + 0.5, "after %.1f s", took);
						}),
				new Expectation("The consumer gets nothing from before, and answers all that comes after", (runs) -> {
					ScenarioRun run = runs.only();
					long resumed = firstAnswer(run);
					long others = run.asked(resumed, Long.MAX_VALUE)
						.filter((each) -> each.outcome() != Outcome.ANSWERED)
						.count();
					long stale = run.account().consumer("fast-1").handled(Handling.STALE);
					return Finding.of(others == 0 && stale == 0, "%d stale there, %d not answered", stale, others);
				}));
	}

	private static boolean isTold(Asked asked) {
		return asked.outcome() == Outcome.NO_RESPONDERS || asked.outcome() == Outcome.REJECTED;
	}

	private static long firstAnswer(ScenarioRun run) {
		return run.asked()
			.filter((each) -> each.outcome() == Outcome.ANSWERED)
			.mapToLong(Asked::settledMillis)
			.min()
			.orElse(Long.MAX_VALUE);
	}

	/**
	 * Without the gate: it would leave its group after a few requests in quick
	 * succession, and the group would not get the next one.
	 */
	private Experiment twoGroups() {
		Scenario scenario = Scenario.of("two groups", this.speed,
				List.of(ConsumerSpec.fast("one").with(OverloadPolicy.SKIP),
						ConsumerSpec.of("other", Duration.ofMillis(400), Duration.ofMillis(600))
							.with(OverloadPolicy.SKIP)
							.inGroup("workers-2")),
				ONE, (runner) -> runner.pass(Duration.ofSeconds(60)));
		return Experiment.of("two-groups", "Two consumers in two queue groups.", List.of(scenario),
				new Expectation("Each group gets every request", (runs) -> {
					ScenarioRun run = runs.only();
					ConsumerFates one = run.account().consumer("one");
					ConsumerFates other = run.account().consumer("other");
					long started = run.account().started();
					return Finding.of(one.received() >= started && other.received() >= started,
							"%d requests; %d received by one, %d by the other", started, one.received(),
							other.received());
				}), new Expectation("The first reply wins, and the later one disturbs nobody", (runs) -> {
					ScenarioRun run = runs.only();
					long started = run.account().started();
					long duplicates = run.account().extraReplies().getOrDefault(ExtraReplyKind.DUPLICATE, 0L);
					return Finding.of(run.count(Outcome.ANSWERED) == started && duplicates >= 0.8 * started,
							"%d of %d answered, %d duplicates", run.count(Outcome.ANSWERED), started, duplicates);
				}));
	}

	private Experiment twoProducers() {
		List<ConsumerSpec> one = List.of(ConsumerSpec.fast("fast-1"));
		List<Scenario> scenarios = List.of(
				Scenario.of("one producer", this.speed, one, ONE, (runner) -> runner.pass(Duration.ofSeconds(40))),
				Scenario.of("two producers", this.speed, one, TWO, (runner) -> runner.pass(Duration.ofSeconds(40))));
		return Experiment.of("two-producers", "One producer, then two, ask the same fast consumer.", scenarios,
				new Expectation("Nothing changes: all are answered, each producer gets its own answers", (runs) -> {
					long started = runs.all().stream().mapToLong((run) -> run.account().started()).sum();
					long answered = runs.all().stream().mapToLong((run) -> run.count(Outcome.ANSWERED)).sum();
					long extra = runs.all()
						.stream()
						.flatMap((run) -> run.account().extraReplies().values().stream())
						.mapToLong(Long::longValue)
						.sum();
					return Finding.of(answered == started && extra == 0, "%d of %d answered, %d replies too many",
							answered, started, extra);
				}));
	}

}
