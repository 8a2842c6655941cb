package io.nowornever.lab.experiment;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.nowornever.lab.ledger.Cause;
import io.nowornever.lab.ledger.Handling;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;

/**
 * What happens when processes die, freeze or are restarted, and when clocks are wrong.
 */
final class FaultExperiments {

	private static final List<ProducerPart> ONE = List.of(ProducerPart.original("producer-1"));

	private static final List<ProducerPart> TWO = List.of(ProducerPart.original("producer-1"),
			ProducerPart.original("producer-2"));

	/**
	 * Three that have nine tenths of their time to do with {@link #TWO}.
	 */
	private static final List<ConsumerPart> THREE = IntStream.rangeClosed(1, 3)
		.mapToObj((number) -> ConsumerPart.of("consumer-" + number, Duration.ofMillis(800), Duration.ofMillis(1200)))
		.toList();

	private static final List<ConsumerPart> TWO_FAST = List.of(ConsumerPart.fast("fast-1"),
			ConsumerPart.fast("fast-2"));

	private static final String BROKER_BACK = "broker is there";

	/**
	 * Within this, whoever lost the broker has found it again.
	 */
	private static final Duration RECOVERY = Duration.ofSeconds(15);

	private static final Duration BEFORE = Duration.ofSeconds(25);

	private static final Duration AFTER = Duration.ofSeconds(35);

	private final Speed speed;

	FaultExperiments(Speed speed) {
		this.speed = speed;
	}

	Stream<Experiment> all() {
		return Stream.of(killConsumer(), killProducer(), killBroker(), restartBroker(), pauseConsumer(), pauseBroker(),
				rollingRestart(), clockSkew());
	}

	private Experiment killConsumer() {
		String victim = "consumer-1";
		Scene scene = Scene.of("one of three is killed", this.speed, THREE, TWO, (stage) -> {
			stage.pass(BEFORE);
			stage.awaitTask(victim);
			stage.kill(victim);
			stage.pass(BEFORE);
			stage.start(THREE.getFirst());
			stage.pass(AFTER);
		});
		return OriginalExperiments.experiment("kill-consumer",
				"Three consumers share the work; one is killed (SIGKILL) in the middle of a task and, half a minute later,"
						+ " started again.",
				List.of(scene),
				new Expectation(
						"Lost by that is at most what the killed one held, its backlog included, and what was on"
								+ " its way to it (two at most)",
						(courses) -> {
							Course course = courses.only();
							long held = course.account().consumer(victim).unfinished();
							long lost = course.count(Outcome.TIMED_OUT) - course.account().count(Cause.ANSWERED_LATE)
									- course.account().count(Cause.STALE);
							return Finding.of(lost > 0 && lost <= held + 2, "%d lost; it held %d", lost, held);
						}),
				new Expectation("The others go on: meanwhile they answer as many as they can", (courses) -> {
					Course course = courses.only();
					long from = course.at("kill " + victim);
					long to = course.at(victim + " is there");
					double rate = answered(course, from, to) / (course.second(to) - course.second(from));
					double capacity = Scene.capacity(THREE.subList(1, 3));
					return Finding.of(rate >= 0.9 * capacity, "%.2f a second of %.2f", rate, capacity);
				}), new Expectation("Once it is back, at least 95 % are answered again", (courses) -> {
					Course course = courses.only();
					return mostAnswered(course, course.at(victim + " is there") + course.millis(Scene.BUDGET), 0.95);
				}));
	}

	private Experiment killProducer() {
		Scene scene = Scene.of("one of two is killed", this.speed, TWO_FAST, TWO, (stage) -> {
			stage.pass(BEFORE);
			stage.kill("producer-1");
			stage.pass(BEFORE);
		});
		return OriginalExperiments.experiment("kill-producer", "Two producers ask; one is killed (SIGKILL).",
				List.of(scene), new Expectation("Nothing is lost but the replies that it waited for", (courses) -> {
					Course course = courses.only();
					long others = course.account().started() - course.count(Outcome.ANSWERED)
							- course.account().producerDied();
					long waiting = course.account().producerDied();
					return Finding.of(others == 0 && waiting <= 5, "%d in flight when it died, %d others not answered",
							waiting, others);
				}), new Expectation("The other producer notices nothing", (courses) -> {
					long others = courses.only()
						.asked()
						.filter((each) -> each.producer().equals("producer-2") && each.outcome() != Outcome.ANSWERED)
						.count();
					return Finding.of(others == 0, "%d of its requests not answered", others);
				}));
	}

	private Experiment killBroker() {
		String kill = "kill broker";
		Scene scene = Scene.of("broker killed", this.speed, TWO_FAST, TWO, (stage) -> {
			stage.pass(BEFORE);
			stage.killBroker();
			stage.pass(Duration.ofSeconds(10));
			stage.startBroker();
			stage.pass(AFTER);
		});
		return OriginalExperiments.experiment("kill-broker",
				"The broker is killed (SIGKILL) and comes back on the same port 10 s later.", List.of(scene),
				new Expectation("What waits, and what comes while it is gone, ends as disconnected at once",
						(courses) -> {
							Course course = courses.only();
							long from = course.at(kill);
							long to = course.at(BROKER_BACK);
							List<Asked> hit = course.asked(0, to)
								.filter((each) -> each.settledMillis() >= from)
								.toList();
							long others = hit.stream().filter(not(Outcome.DISCONNECTED)).count();
							double longest = hit.stream()
								.mapToDouble((each) -> course.second(each.settledMillis())
										- course.second(Math.max(each.startedMillis(), from)))
								.max()
								.orElse(0);
							return Finding.of(!hit.isEmpty() && others <= 2 && longest < 5,
									"%d requests, %d of them otherwise; the slowest after %.2f s", hit.size(), others,
									longest);
						}),
				new Expectation(
						"Nothing of it is sent late: consumers receive nothing while it is gone, and nobody"
								+ " works on what ended as disconnected meanwhile",
						(courses) -> nothingLate(courses.only(), kill)),
				recovers());
	}

	private static Predicate<Asked> not(Outcome outcome) {
		return (asked) -> asked.outcome() != outcome;
	}

	private static Finding nothingLate(Course course, String gone) {
		long meanwhile = course.timeline()
			.held()
			.stream()
			.filter((held) -> held.change() > 0 && held.atMillis() > course.at(gone) + 200
					&& held.atMillis() < course.at(BROKER_BACK) - 200)
			.count();
		long worked = course.worked(course.asked(course.at(gone), course.at(BROKER_BACK))
			.filter((each) -> each.outcome() == Outcome.DISCONNECTED));
		return Finding.of(meanwhile == 0 && worked == 0, "%d received meanwhile, %d worked on", meanwhile, worked);
	}

	private static Expectation recovers() {
		return new Expectation("From 15 s after its return on, all are answered", (courses) -> {
			Course course = courses.only();
			return mostAnswered(course, course.at(BROKER_BACK) + course.millis(RECOVERY), 1);
		});
	}

	private Experiment restartBroker() {
		Scene scene = Scene.of("broker restarted", this.speed, TWO_FAST, TWO, (stage) -> {
			stage.pass(BEFORE);
			stage.stopBroker();
			stage.startBroker();
			stage.pass(AFTER);
		});
		return OriginalExperiments.experiment("restart-broker",
				"The broker is stopped in good order and started again at once.", List.of(scene), new Expectation(
						"Only what falls into the gap is lost: nothing is lost 15 s after the stop", (courses) -> {
							Course course = courses.only();
							long lost = course.asked().filter(not(Outcome.ANSWERED)).count();
							long from = course.at("stop broker") - course.millis(Scene.BUDGET);
							long to = course.at(BROKER_BACK) + course.millis(RECOVERY);
							long inGap = course.asked(from, to).filter(not(Outcome.ANSWERED)).count();
							return Finding.of(lost == inGap, "%d lost, %d of them in the gap", lost, inGap);
						}),
				recovers());
	}

	private Experiment pauseConsumer() {
		String pause = "pause fast-1";
		Scene scene = Scene.of("one of two is frozen", this.speed, TWO_FAST, TWO, (stage) -> {
			stage.pass(BEFORE);
			stage.pause("fast-1");
			stage.pass(BEFORE);
			stage.resume("fast-1");
			stage.pass(AFTER);
		});
		return OriginalExperiments.experiment("pause-consumer",
				"Two consumers share the work; one is frozen (SIGSTOP) for half a minute. Its connection stays open, so"
						+ " the broker goes on giving it its share until pings go unanswered.",
				List.of(scene),
				new Expectation("It loses its share until the broker gives it up, after two unanswered pings and at"
						+ " most one interval", (courses) -> {
							Course course = courses.only();
							long noticed = Stage.longestUnnoticed(this.speed).toMillis();
							long from = course.at(pause);
							long lost = course.asked(0, course.at("resume fast-1"))
								.filter(not(Outcome.ANSWERED))
								.count();
							long soon = course.asked(from - course.millis(Scene.BUDGET), from + noticed)
								.filter(not(Outcome.ANSWERED))
								.count();
							return Finding.of(lost == soon, "%d lost, %d of them within the first %.1f s", lost, soon,
									this.speed.originalSeconds(noticed));
						}),
				new Expectation("When it goes on it skips what is stale and takes its share again", (courses) -> {
					Course course = courses.only();
					long resumed = course.at("resume fast-1");
					long worked = course.timeline()
						.worked()
						.stream()
						.filter((each) -> each.consumer().equals("fast-1") && each.takenMillis() > resumed
								&& each.handling() == Handling.ANSWERED)
						.count();
					return Finding.of(worked > 0, "%d answered by it after that", worked);
				}), new Expectation("From 15 s after that on, all are answered", (courses) -> {
					Course course = courses.only();
					return mostAnswered(course, course.at("resume fast-1") + course.millis(RECOVERY), 1);
				}));
	}

	private Experiment pauseBroker() {
		Scene scene = Scene.of("broker frozen", this.speed, TWO_FAST, TWO, (stage) -> {
			stage.pass(BEFORE);
			stage.pauseBroker();
			stage.pass(Duration.ofSeconds(20));
			stage.resumeBroker();
			stage.pass(AFTER);
		});
		return OriginalExperiments.experiment("pause-broker",
				"The broker is frozen (SIGSTOP) for 20 s: connections stay open and nothing answers.", List.of(scene),
				new Expectation("Every request ends within its budget all the same", (courses) -> {
					Course course = courses.only();
					double longest = course.asked()
						.mapToDouble(
								(each) -> course.second(each.settledMillis()) - course.second(each.startedMillis()))
						.max()
						.orElse(0);
					double tolerated = 5 + this.speed.originalSeconds(100);
					return Finding.of(longest <= tolerated, "the longest took %.2f s", longest);
				}), new Expectation("Once its silence is noticed requests end as disconnected at once", (courses) -> {
					Course course = courses.only();
					long noticed = course.at("pause broker") + Stage.longestUnnoticed(this.speed).toMillis();
					List<Asked> after = course.asked(noticed, course.at("resume broker")).toList();
					long others = after.stream().filter(not(Outcome.DISCONNECTED)).count();
					return Finding.of(others == 0 && !after.isEmpty(), "%d of %d otherwise", others, after.size());
				}), new Expectation("From 15 s after it goes on, all are answered", (courses) -> {
					Course course = courses.only();
					return mostAnswered(course, course.at("resume broker") + course.millis(RECOVERY), 1);
				}));
	}

	private Experiment rollingRestart() {
		Scene scene = Scene.of("one after the other", this.speed,
				THREE.stream()
					.map((part) -> ConsumerPart.of(part.name(), Duration.ofMillis(400), Duration.ofMillis(600)))
					.toList(),
				TWO, (stage) -> {
					for (ConsumerPart part : THREE) {
						stage.pass(Duration.ofSeconds(10));
						stage.restart(part.name());
					}
					stage.pass(Duration.ofSeconds(10));
				});
		return OriginalExperiments.experiment("rolling-restart",
				"Three consumers are stopped (SIGTERM) and started again, one after the other, as in a deployment.",
				List.of(scene), new Expectation("Nothing is lost: every request is answered", (courses) -> {
					Course course = courses.only();
					return Finding.of(course.count(Outcome.ANSWERED) == course.account().started(), "%d of %d answered",
							course.count(Outcome.ANSWERED), course.account().started());
				}));
	}

	private Experiment clockSkew() {
		Duration offset = Duration.ofSeconds(6);
		Scene scene = Scene.of("6 s ahead, 6 s behind", this.speed,
				List.of(ConsumerPart.fast("right"), ConsumerPart.fast("ahead").withClockAhead(offset),
						ConsumerPart.fast("behind").withClockAhead(offset.negated())),
				ONE, (stage) -> stage.pass(Duration.ofMillis(Math.round(6_000 * this.speed.factor())).plusSeconds(60)));
		return OriginalExperiments.experiment("clock-skew",
				"Three consumers; the clock of one is 6 s ahead, that of another 6 s behind. Neither their clocks nor the"
						+ " time that it takes to find that out is scaled.",
				List.of(scene),
				new Expectation("Once the distance of the clocks is found, 6 s after the beginning, all are answered",
						(courses) -> {
							Course course = courses.only();
							return mostAnswered(course, course.firstMillis() + 6_000, 1);
						}),
				new Expectation("All three take part", (courses) -> {
					Course course = courses.only();
					long least = Stream.of("right", "ahead", "behind")
						.mapToLong((name) -> course.account().consumer(name).handled(Handling.ANSWERED))
						.min()
						.orElse(0);
					return Finding.of(least > 0, "each answered at least %d", least);
				}), new Expectation("Before that only the one that is ahead skips what is not stale", (courses) -> {
					Course course = courses.only();
					long ahead = course.account().consumer("ahead").handled(Handling.STALE);
					return Finding.of(course.account().count(Cause.STALE) == ahead, "%d skipped by it, %d in all",
							ahead, course.account().count(Cause.STALE));
				}));
	}

	private static long answered(Course course, long from, long to) {
		return course.asked()
			.filter((each) -> each.outcome() == Outcome.ANSWERED && each.settledMillis() >= from
					&& each.settledMillis() < to)
			.count();
	}

	private static Finding mostAnswered(Course course, long from, double least) {
		List<Asked> asked = course.asked(from, Long.MAX_VALUE).toList();
		long answered = asked.stream().filter((each) -> each.outcome() == Outcome.ANSWERED).count();
		return Finding.of(!asked.isEmpty() && answered >= least * asked.size(), "%d of %d answered", answered,
				asked.size());
	}

}
