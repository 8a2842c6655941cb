package io.nowornever.lab.experiment;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.nowornever.lab.ledger.Cause;
import io.nowornever.lab.ledger.Handling;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;

import static io.nowornever.lab.experiment.FaultExperiments.AFTER;
import static io.nowornever.lab.experiment.FaultExperiments.BEFORE;
import static io.nowornever.lab.experiment.FaultExperiments.RECOVERY;
import static io.nowornever.lab.experiment.FaultExperiments.TWO_FAST;
import static io.nowornever.lab.experiment.FaultExperiments.TWO_PRODUCERS;

/**
 * What happens when producers and consumers die, freeze or are restarted, and when their
 * clocks are wrong.
 */
final class ServiceFaults {

	/**
	 * Three that have nine tenths of their time to do with two producers.
	 */
	private static final List<ConsumerPart> THREE = IntStream.rangeClosed(1, 3)
		.mapToObj((number) -> ConsumerPart.of("consumer-" + number, Duration.ofMillis(800), Duration.ofMillis(1200)))
		.toList();

	private final Speed speed;

	ServiceFaults(Speed speed) {
		this.speed = speed;
	}

	Experiment killConsumer() {
		String victim = "consumer-1";
		Scene scene = Scene.of("one of three is killed", this.speed, THREE, TWO_PRODUCERS, (stage) -> {
			stage.pass(BEFORE);
			stage.awaitTask(victim, 0);
			stage.kill(victim);
			stage.pass(BEFORE);
			stage.start(THREE.getFirst());
			stage.pass(AFTER);
		});
		return Experiment.of("kill-consumer",
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
					return Finding.answeredSince(course, course.at(victim + " is there") + course.millis(Scene.BUDGET),
							0.95);
				}));
	}

	Experiment killProducer() {
		Scene scene = Scene.of("one of two is killed", this.speed, TWO_FAST, TWO_PRODUCERS, (stage) -> {
			stage.pass(BEFORE);
			stage.kill("producer-1");
			stage.pass(BEFORE);
		});
		return Experiment.of("kill-producer", "Two producers ask; one is killed (SIGKILL).", List.of(scene),
				new Expectation("Nothing is lost but the replies that it waited for", (courses) -> {
					Course course = courses.only();
					long waiting = course.asked().filter((each) -> each.outcome() == null).count();
					long others = course.asked().filter(ServiceFaults::isNotAnswered).count() - waiting;
					return Finding.of(others == 0 && waiting <= 5, "%d in flight when it died, %d others not answered",
							waiting, others);
				}), new Expectation("The other producer notices nothing", (courses) -> {
					long others = courses.only()
						.asked()
						.filter((each) -> each.producer().equals("producer-2") && isNotAnswered(each))
						.count();
					return Finding.of(others == 0, "%d of its requests not answered", others);
				}));
	}

	Experiment pauseConsumer() {
		String pause = "pause fast-1";
		Scene scene = Scene.of("one of two is frozen", this.speed, TWO_FAST, TWO_PRODUCERS, (stage) -> {
			stage.pass(BEFORE);
			stage.pause("fast-1");
			stage.pass(BEFORE);
			stage.resume("fast-1");
			stage.pass(AFTER);
		});
		return Experiment.of("pause-consumer",
				"Two consumers share the work; one is frozen (SIGSTOP) for half a minute. Its connection stays open, so"
						+ " the broker goes on giving it its share until pings go unanswered.",
				List.of(scene),
				new Expectation("It loses its share until the broker gives it up, after two unanswered pings and at"
						+ " most one interval", (courses) -> {
							Course course = courses.only();
							long noticed = new LinkTiming(this.speed).longestUnnoticed().toMillis();
							long from = course.at(pause);
							long lost = course.asked(0, course.at("resume fast-1"))
								.filter(ServiceFaults::isNotAnswered)
								.count();
							long soon = course.asked(from - course.millis(Scene.BUDGET), from + noticed)
								.filter(ServiceFaults::isNotAnswered)
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
					return Finding.answeredSince(course, course.at("resume fast-1") + course.millis(RECOVERY), 1);
				}));
	}

	Experiment rollingRestart() {
		Scene scene = Scene.of("one after the other", this.speed,
				THREE.stream()
					.map((part) -> ConsumerPart.of(part.name(), Duration.ofMillis(400), Duration.ofMillis(600)))
					.toList(),
				TWO_PRODUCERS, (stage) -> {
					for (ConsumerPart part : THREE) {
						stage.pass(Duration.ofSeconds(10));
						stage.restart(part.name());
					}
					stage.pass(Duration.ofSeconds(10));
				});
		return Experiment.of("rolling-restart",
				"Three consumers are stopped (SIGTERM) and started again, one after the other, as in a deployment.",
				List.of(scene), new Expectation("Nothing is lost: every request is answered", (courses) -> {
					Course course = courses.only();
					return Finding.of(course.count(Outcome.ANSWERED) == course.account().started(), "%d of %d answered",
							course.count(Outcome.ANSWERED), course.account().started());
				}));
	}

	Experiment clockSkew() {
		Duration offset = Duration.ofSeconds(6);
		Scene scene = Scene.of("6 s ahead, 6 s behind", this.speed,
				List.of(ConsumerPart.fast("right"), ConsumerPart.fast("ahead").withClockAhead(offset),
						ConsumerPart.fast("behind").withClockAhead(offset.negated())),
				ProducerPart.originals(1),
				(stage) -> stage.pass(Duration.ofMillis(Math.round(6_000 * this.speed.factor())).plusSeconds(60)));
		return Experiment.of("clock-skew",
				"Three consumers; the clock of one is 6 s ahead, that of another 6 s behind. Neither their clocks nor the"
						+ " time that it takes to find that out is scaled.",
				List.of(scene),
				new Expectation("Once the distance of the clocks is found, 6 s after the beginning, all are answered",
						(courses) -> {
							Course course = courses.only();
							return Finding.answeredSince(course, course.firstMillis() + 6_000, 1);
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

	private static boolean isNotAnswered(Asked asked) {
		return asked.outcome() != Outcome.ANSWERED;
	}

}
