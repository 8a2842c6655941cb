package io.nowornever.lab.experiment;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;

import static io.nowornever.lab.experiment.FaultExperiments.AFTER;
import static io.nowornever.lab.experiment.FaultExperiments.BEFORE;
import static io.nowornever.lab.experiment.FaultExperiments.RECOVERY;
import static io.nowornever.lab.experiment.FaultExperiments.TWO_FAST;
import static io.nowornever.lab.experiment.FaultExperiments.TWO_PRODUCERS;

/**
 * What happens when the broker dies, is restarted or freezes.
 */
final class BrokerFaults {

	private static final String BROKER_BACK = "broker is there";

	private final Speed speed;

	BrokerFaults(Speed speed) {
		this.speed = speed;
	}

	Experiment killBroker() {
		String kill = "kill broker";
		Scene scene = Scene.of("broker killed", this.speed, TWO_FAST, TWO_PRODUCERS, (stage) -> {
			stage.pass(BEFORE);
			stage.killBroker();
			stage.pass(Duration.ofSeconds(10));
			stage.startBroker();
			stage.pass(AFTER);
		});
		return Experiment.of("kill-broker",
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

	Experiment restartBroker() {
		Scene scene = Scene.of("broker restarted", this.speed, TWO_FAST, TWO_PRODUCERS, (stage) -> {
			stage.pass(BEFORE);
			stage.stopBroker();
			stage.startBroker();
			stage.pass(AFTER);
		});
		return Experiment.of("restart-broker", "The broker is stopped in good order and started again at once.",
				List.of(scene), new Expectation(
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

	Experiment pauseBroker() {
		Scene scene = Scene.of("broker frozen", this.speed, TWO_FAST, TWO_PRODUCERS, (stage) -> {
			stage.pass(BEFORE);
			stage.pauseBroker();
			stage.pass(Duration.ofSeconds(20));
			stage.resumeBroker();
			stage.pass(AFTER);
		});
		return Experiment.of("pause-broker",
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
					long noticed = course.at("pause broker") + new LinkTiming(this.speed).longestUnnoticed().toMillis();
					List<Asked> after = course.asked(noticed, course.at("resume broker")).toList();
					long others = after.stream().filter(not(Outcome.DISCONNECTED)).count();
					return Finding.of(others == 0 && !after.isEmpty(), "%d of %d otherwise", others, after.size());
				}), new Expectation("From 15 s after it goes on, all are answered", (courses) -> {
					Course course = courses.only();
					return Finding.answeredSince(course, course.at("resume broker") + course.millis(RECOVERY), 1);
				}));
	}

	private static Expectation recovers() {
		return new Expectation("From 15 s after its return on, all are answered", (courses) -> {
			Course course = courses.only();
			return Finding.answeredSince(course, course.at(BROKER_BACK) + course.millis(RECOVERY), 1);
		});
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

	private static Predicate<Asked> not(Outcome outcome) {
		return (asked) -> asked.outcome() != outcome;
	}

}
