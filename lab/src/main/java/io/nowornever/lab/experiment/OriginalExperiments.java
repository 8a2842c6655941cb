package io.nowornever.lab.experiment;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.nowornever.lab.ledger.Cause;
import io.nowornever.lab.ledger.ConsumerFates;
import io.nowornever.lab.ledger.ExtraReplyKind;
import io.nowornever.lab.ledger.Handling;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;

/**
 * What the original did and saw, step by step, except what became the tournament and the
 * faults.
 */
final class OriginalExperiments {

	private static final List<ProducerPart> ONE = ProducerPart.originals(1);

	private static final List<ProducerPart> TWO = ProducerPart.originals(2);

	private static final Duration PAUSE = Duration.ofSeconds(10);

	/**
	 * A service that is asked to end goes on taking requests until its JVM has begun to
	 * shut down, which a busy machine makes it do some hundred milliseconds late.
	 */
	private static final Duration SHORTEST_LEAVING = Duration.ofMillis(500);

	private final Speed speed;

	OriginalExperiments(Speed speed) {
		this.speed = speed;
	}

	Stream<Experiment> all() {
		return Stream.of(nobodyListens(), slowConsumer(), slowConsumerStops(), twoGroups(), twoProducers());
	}

	private Experiment nobodyListens() {
		String starts = "start fast-1";
		String comes = "fast-1 is there";
		Scene scene = Scene.of("nobody, then one", this.speed, List.of(), ONE, (stage) -> {
			stage.pass(Duration.ofSeconds(35));
			stage.start(ConsumerPart.fast("fast-1"));
			stage.pass(Duration.ofSeconds(30));
		});
		return Experiment.of("nobody-listens",
				"A producer asks although nobody listens, and pauses for 10 s each time it finds that out; after 35 s"
						+ " a consumer appears.",
				List.of(scene),
				new Expectation("While nobody listens each request is told so or is not sent at all, and none waits"
						+ " for its budget", (courses) -> {
							Course course = courses.only();
							List<Asked> before = course.asked(0, course.at(starts) - course.millis(PAUSE)).toList();
							long silent = before.stream().filter((each) -> !isTold(each)).count();
							return Finding.of(silent == 0 && !before.isEmpty(),
									"%d requests, %d of them told otherwise", before.size(), silent);
						}),
				new Expectation("It sends little meanwhile: one probe after each pause, which may be sent again once"
						+ " in its budget", (courses) -> {
							Course course = courses.only();
							long until = course.at(starts);
							long sent = course.asked(0, until).mapToLong(Asked::attempts).sum();
							long pauses = 1 + (until - course.firstMillis()) / course.millis(PAUSE);
							return Finding.of(sent <= 2 * pauses, "%d messages in %d pauses", sent, pauses);
						}),
				new Expectation("The first answer comes at most a pause, a gap and a task after the consumer",
						(courses) -> {
							Course course = courses.only();
							double took = course.second(firstAnswer(course)) - course.second(course.at(comes));
							return Finding.of(took <= 10 + 1.5 + 0.5, "after %.1f s", took);
						}),
				new Expectation("The consumer gets nothing from before, and answers all that comes after",
						(courses) -> {
							Course course = courses.only();
							long resumed = firstAnswer(course);
							long others = course.asked(resumed, Long.MAX_VALUE)
								.filter((each) -> each.outcome() != Outcome.ANSWERED)
								.count();
							long stale = course.account().consumer("fast-1").handled(Handling.STALE);
							return Finding.of(others == 0 && stale == 0, "%d stale there, %d not answered", stale,
									others);
						}));
	}

	private static boolean isTold(Asked asked) {
		return asked.outcome() == Outcome.NO_RESPONDERS || asked.outcome() == Outcome.REJECTED;
	}

	private static long firstAnswer(Course course) {
		return course.asked()
			.filter((each) -> each.outcome() == Outcome.ANSWERED)
			.mapToLong(Asked::settledMillis)
			.min()
			.orElse(Long.MAX_VALUE);
	}

	private Experiment slowConsumer() {
		List<Scene> scenes = Stream.of(OverloadPolicy.NONE, OverloadPolicy.SKIP, OverloadPolicy.GATE)
			.map((policy) -> Scene.of(policy.toString(), this.speed, List.of(ConsumerPart.slow("slow-1").with(policy)),
					ONE, (stage) -> stage.pass(Duration.ofMinutes(2))))
			.toList();
		return Experiment.of("slow-consumer",
				"One slow consumer alone, asked three times as often as it can answer: as it was at first, then with"
						+ " the skip of stale requests, then with the gate.",
				scenes, new Expectation("Without the skip it answers nobody in time any more after 20 s", (courses) -> {
					Course course = courses.of("none");
					long from = course.firstMillis() + course.millis(Duration.ofSeconds(20));
					long answered = course.asked(from, Long.MAX_VALUE)
						.filter((each) -> each.outcome() == Outcome.ANSWERED)
						.count();
					return Finding.of(answered == 0, "%d answered after that, %d before", answered,
							course.count(Outcome.ANSWERED) - answered);
				}),
				new Expectation("The skip alone is no help: what it works on is almost stale by then, and nearly all of"
						+ " its work is late", (courses) -> {
							Course course = courses.of("skip");
							long late = course.account().consumer("slow-1").handled(Handling.LATE);
							long answered = course.count(Outcome.ANSWERED);
							return Finding.of(late > 4 * answered, "%d late, %d answered in time", late, answered);
						}),
				new Expectation("With the gate at most 1 of 20 tasks is wasted, and who is not answered is told so",
						(courses) -> {
							Course course = courses.of("gate");
							long answered = course.count(Outcome.ANSWERED);
							long timedOut = course.count(Outcome.TIMED_OUT);
							return Finding.of(20 * timedOut <= answered && answered > course.count(Outcome.REFUSED) / 8,
									"%d answered, %d timed out, %d refused", answered, timedOut,
									course.count(Outcome.REFUSED));
						}));
	}

	private Experiment slowConsumerStops() {
		String kill = "kill slow-1";
		List<ConsumerPart> pair = List.of(ConsumerPart.slow("slow-1").with(OverloadPolicy.SKIP),
				ConsumerPart.fast("fast-1").with(OverloadPolicy.SKIP));
		Scene killed = Scene.of("killed", this.speed, pair, TWO, (stage) -> {
			stage.pass(Duration.ofSeconds(60));
			stage.awaitTask("slow-1", 1);
			stage.kill("slow-1");
			stage.pass(Duration.ofSeconds(40));
		});
		Scene stopped = Scene.of("stopped in good order", this.speed, pair, TWO, (stage) -> {
			stage.pass(Duration.ofSeconds(60));
			stage.stop("slow-1");
			stage.pass(Duration.ofSeconds(40));
		});
		return Experiment.of("slow-consumer-stops",
				"A slow consumer beside a fast one, in the original's way; then the slow one goes, once as in a crash,"
						+ " once in good order.",
				List.of(killed, stopped),
				new Expectation("As long as both are there, each is given about half of the requests", (courses) -> {
					Course course = courses.of("killed");
					long slow = received(course, "slow-1", course.at(kill));
					long fast = received(course, "fast-1", course.at(kill));
					double share = (double) slow / Math.max(slow + fast, 1);
					return Finding.of(share > 0.35 && share < 0.65, "%.0f %% to the slow one", 100 * share);
				}), new Expectation("From then on the fast one answers everything", (courses) -> {
					long others = Stream.of("killed", "stopped in good order").mapToLong((name) -> {
						Course course = courses.of(name);
						long gone = course.marks().getFirst().atMillis()
								+ this.speed.real(Duration.ofSeconds(1), SHORTEST_LEAVING).toMillis();
						long until = name.equals("killed") ? Long.MAX_VALUE : course.endedMillis();
						return course.asked(gone, until).filter((each) -> each.outcome() != Outcome.ANSWERED).count();
					}).sum();
					return Finding.of(others == 0, "%d not answered", others);
				}), new Expectation("What the killed one held dies with it; the stopped one leaves nothing behind",
						(courses) -> {
							long died = died(courses.of("killed"));
							long held = courses.of("killed").account().consumer("slow-1").unfinished();
							long left = courses.of("stopped in good order").account().consumer("slow-1").unfinished();
							return Finding.of(died > 0 && died <= held && left == 0,
									"%d died of %d that it held; %d left by the stopped one", died, held, left);
						}));
	}

	private static long received(Course course, String consumer, long until) {
		return course.timeline()
			.held()
			.stream()
			.filter((held) -> held.consumer().equals(consumer) && held.change() > 0 && held.atMillis() < until)
			.count();
	}

	static long died(Course course) {
		return course.account().count(Cause.DIED_WAITING) + course.account().count(Cause.DIED_WORKING);
	}

	/**
	 * Without the gate: it would leave its group after a few requests in quick
	 * succession, and the group would not get the next one.
	 */
	private Experiment twoGroups() {
		Scene scene = Scene.of("two groups", this.speed,
				List.of(ConsumerPart.fast("one").with(OverloadPolicy.SKIP),
						ConsumerPart.of("other", Duration.ofMillis(400), Duration.ofMillis(600))
							.with(OverloadPolicy.SKIP)
							.inGroup("others")),
				ONE, (stage) -> stage.pass(Duration.ofSeconds(60)));
		return Experiment.of("two-groups", "Two consumers in two queue groups.", List.of(scene),
				new Expectation("Each group gets every request", (courses) -> {
					Course course = courses.only();
					ConsumerFates one = course.account().consumer("one");
					ConsumerFates other = course.account().consumer("other");
					long started = course.account().started();
					return Finding.of(one.received() >= started && other.received() >= started,
							"%d requests; %d received by one, %d by the other", started, one.received(),
							other.received());
				}), new Expectation("The first reply wins, and the later one disturbs nobody", (courses) -> {
					Course course = courses.only();
					long started = course.account().started();
					long duplicates = course.account().extraReplies().getOrDefault(ExtraReplyKind.DUPLICATE, 0L);
					return Finding.of(course.count(Outcome.ANSWERED) == started && duplicates >= 0.8 * started,
							"%d of %d answered, %d duplicates", course.count(Outcome.ANSWERED), started, duplicates);
				}));
	}

	private Experiment twoProducers() {
		List<ConsumerPart> one = List.of(ConsumerPart.fast("fast-1"));
		List<Scene> scenes = List.of(
				Scene.of("one producer", this.speed, one, ONE, (stage) -> stage.pass(Duration.ofSeconds(40))),
				Scene.of("two producers", this.speed, one, TWO, (stage) -> stage.pass(Duration.ofSeconds(40))));
		return Experiment.of("two-producers", "One producer, then two, ask the same fast consumer.", scenes,
				new Expectation("Nothing changes: all are answered, each producer gets its own answers", (courses) -> {
					long started = courses.all().stream().mapToLong((course) -> course.account().started()).sum();
					long answered = courses.all().stream().mapToLong((course) -> course.count(Outcome.ANSWERED)).sum();
					long extra = courses.all()
						.stream()
						.flatMap((course) -> course.account().extraReplies().values().stream())
						.mapToLong(Long::longValue)
						.sum();
					return Finding.of(answered == started && extra == 0, "%d of %d answered, %d replies too many",
							answered, started, extra);
				}));
	}

}
