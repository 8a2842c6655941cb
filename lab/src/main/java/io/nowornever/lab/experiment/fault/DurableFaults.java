package io.nowornever.lab.experiment.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Expectation;
import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Finding;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.ledger.Timeline.Received;
import io.nowornever.lab.scene.BrokerProcess;
import io.nowornever.lab.scene.ConsumerSpec;
import io.nowornever.lab.scene.Delivery;
import io.nowornever.lab.scene.LinkTiming;
import io.nowornever.lab.scene.Mark;
import io.nowornever.lab.scene.ProducerSpec;
import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.ScenarioRun;
import io.nowornever.lab.scene.Speed;
import io.nowornever.lab.scene.Step;
import io.nowornever.lab.scene.Step.Verb;
import org.jspecify.annotations.Nullable;

/**
 * What happens to requests that a stream keeps when consumers or the broker die again and
 * again.
 */
final class DurableFaults {

	/**
	 * The one expectation that depends on how fast the machine is.
	 */
	static final String GIVEN_TO_ANOTHER = "What a killed consumer held is given to another at most its ack-wait and"
			+ " 50 ms (not scaled) after its last sign of life, in 99 of 100 cases";

	private static final long MARGIN_MILLIS = 50;

	private static final int SIGNS_PER_WAIT = 3;

	/**
	 * So many workers that one is always free: what comes again is taken at once.
	 */
	private static final List<ConsumerSpec> WITH_ROOM = consumers(16, Duration.ofMillis(500), Duration.ofMillis(1500));

	private static final List<ConsumerSpec> QUICKER = consumers(4, Duration.ofMillis(400), Duration.ofMillis(800));

	private final Speed speed;

	private final int kills;

	/**
	 * Creates them.
	 * @param speed how fast they run
	 * @param kills how often something is killed
	 */
	DurableFaults(Speed speed, int kills) {
		this.speed = speed;
		this.kills = kills;
	}

	Stream<Experiment> all() {
		return Stream.of(killConsumer(), killBroker());
	}

	Experiment killConsumer() {
		Scenario scenario = Scenario
			.of("consumers killed at random", this.speed, WITH_ROOM, producersAsking(5), (runner) -> {
				SplittableRandom random = new SplittableRandom(runner.seed());
				for (int i = 0; i < this.kills; i++) {
					runner.pass(between(random, 500, 3_000));
					ConsumerSpec victim = WITH_ROOM.get(random.nextInt(WITH_ROOM.size()));
					runner.kill(victim.name());
					runner.start(victim);
				}
				runner.pass(Scenario.BUDGET);
			})
			.with(Delivery.DURABLE);
		return Experiment.of("durable-kill-consumer",
				"A stream keeps the requests. Of three consumers at work one"
						+ " after the other, chosen at random, is killed (SIGKILL) and started again at once: "
						+ this.kills + " times; --kills tells how often.",
				List.of(scenario),
				new Expectation(
						"No request is lost that had its ack-wait and the longest task before it when a consumer"
								+ " was killed, unless one after the other so many are killed with it that it is given up",
						(runs) -> {
							ScenarioRun run = runs.only();
							List<Outage> kills = outages(run);
							long needed = Delivery.ackWait(this.speed).toMillis() + longestTaskMillis(WITH_ROOM);
							return lost(run, kills, needed);
						}),
				new Expectation(GIVEN_TO_ANOTHER, (runs) -> givenToAnother(runs.only())));
	}

	Experiment killBroker() {
		Scenario scenario = Scenario
			.of("broker killed and stopped", this.speed, QUICKER, producersAsking(3), (runner) -> {
				SplittableRandom random = new SplittableRandom(runner.seed());
				for (int i = 0; i < 2 * this.kills; i++) {
					runner.pass(between(random, 2_000, 5_000));
					if (i % 2 == 0) {
						runner.broker().kill();
					}
					else {
						runner.broker().stop();
					}
					runner.pass(between(random, 0, 1_000));
					runner.broker().start();
				}
				runner.pass(FaultExperiments.RECOVERY);
			})
			.with(Delivery.DURABLE);
		return Experiment.of("durable-kill-broker",
				"A stream keeps the requests, in files on one node. The broker is killed (SIGKILL) and stopped (SIGTERM) in"
						+ " turns under load, and is back after 0 to 1 s: " + this.kills
						+ " times each; --kills tells how often.",
				List.of(scenario),
				new Expectation(
						"No answer is lost whose budget outlasts the gap by a task; a gap ends when everybody has"
								+ " had the time to link again",
						(runs) -> {
							ScenarioRun run = runs.only();
							long relink = new LinkTiming(this.speed).longestPause().toMillis();
							List<Outage> gaps = outages(run).stream()
								.map((gap) -> new Outage(gap.fromMillis(), gap.toMillis() + relink))
								.toList();
							return lost(run, gaps, longestTaskMillis(QUICKER));
						}),
				new Expectation("From 15 s after its last return on, all are answered", (runs) -> {
					ScenarioRun run = runs.only();
					List<Outage> gaps = outages(run);
					return FaultFindings.answeredSince(run, gaps.getLast().toMillis(), 1);
				}));
	}

	/**
	 * Requests that were lost although each outage in their lives left them enough of
	 * their budgets.
	 */
	private static Finding lost(ScenarioRun run, List<Outage> outages, long neededMillis) {
		DurableLosses losses = new DurableLosses(run.timeline().received(), run.marks());
		List<Asked> notAnswered = run.asked().filter((each) -> each.outcome() != Outcome.ANSWERED).toList();
		long budget = run.millis(Scenario.BUDGET);
		List<Asked> lost = notAnswered.stream()
			.filter(losses::isLost)
			.filter((asked) -> outages.stream()
				.filter((outage) -> outage.isInLifeOf(asked))
				.allMatch((outage) -> asked.startedMillis() + budget - outage.toMillis() >= neededMillis))
			.toList();
		long longest = outages.stream().mapToLong((each) -> each.toMillis() - each.fromMillis()).max().orElse(0);
		return Finding.of(lost.isEmpty() && !outages.isEmpty(),
				"%d lost%s; %d of %d not answered, of them %d given up after %d consumers had been killed with them; %d"
						+ " times gone, for %.2f s at the most",
				lost.size(), first(lost), notAnswered.size(), run.account().started(),
				notAnswered.stream().filter(losses::isGivenUp).count(), DurableLosses.MAX_DELIVER, outages.size(),
				run.scenario().speed().originalSeconds(longest));
	}

	/**
	 * Something to begin with: where the journals are kept, the page of {@code watch}
	 * tells its way.
	 */
	private static String first(List<Asked> lost) {
		return lost.stream()
			.limit(1)
			.map((asked) -> " (first " + asked.task() + ", " + asked.outcome() + ")")
			.collect(Collectors.joining());
	}

	/**
	 * How long after the victim's last sign of life each request came to another. A sign
	 * is due at every third of an ack-wait; journals do not tell of them.
	 */
	private Finding givenToAnother(ScenarioRun run) {
		long ackWait = Delivery.ackWait(this.speed).toMillis();
		Map<String, Received> before = new HashMap<>();
		run.timeline().received().forEach((each) -> before.put(each.task() + " " + each.delivery(), each));
		long[] waited = run.timeline()
			.received()
			.stream()
			.filter((again) -> again.delivery() > 1)
			.flatMapToLong((again) -> waitedSinceSign(run, before.get(again.task() + " " + (again.delivery() - 1)),
					again, ackWait))
			.sorted()
			.toArray();
		if (waited.length == 0) {
			return new Finding(false, "nothing was given to another");
		}
		long median = waited[(waited.length - 1) / 2];
		long nearlyAll = waited[(int) Math.ceil(0.99 * waited.length) - 1];
		return Finding.of(nearlyAll <= ackWait + MARGIN_MILLIS,
				"%d given to another, after %d ms in the median, %d ms at p99, %d ms at the most, with an ack-wait of"
						+ " %d ms",
				waited.length, median, nearlyAll, waited[waited.length - 1], ackWait);
	}

	private static LongStream waitedSinceSign(ScenarioRun run, @Nullable Received first, Received again, long ackWait) {
		if (first == null) {
			return LongStream.empty();
		}
		long signEvery = Math.max(ackWait / SIGNS_PER_WAIT, 1);
		return run.eachTime(Verb.KILL.of(first.consumer()))
			.filter((killed) -> killed >= first.atMillis() && killed <= again.atMillis())
			.limit(1)
			.map((killed) -> {
				long lived = killed - first.atMillis();
				return again.atMillis() - (killed - lived % signEvery);
			});
	}

	/**
	 * When what was gone: a consumer only for a moment, since others are there; the
	 * broker until it is back.
	 */
	private static List<Outage> outages(ScenarioRun run) {
		List<Outage> outages = new ArrayList<>();
		long gone = 0;
		for (Mark mark : run.marks()) {
			Step step = mark.step();
			if (step.equals(BrokerProcess.KILL) || step.equals(BrokerProcess.STOP)) {
				gone = mark.atMillis();
			}
			else if (step.equals(BrokerProcess.BACK)) {
				outages.add(new Outage(gone, mark.atMillis()));
			}
			else if (step.verb() == Verb.KILL) {
				outages.add(new Outage(mark.atMillis(), mark.atMillis()));
			}
		}
		return outages;
	}

	private long longestTaskMillis(List<ConsumerSpec> consumers) {
		return consumers.stream().mapToLong((spec) -> this.speed.real(spec.longest()).toMillis()).max().orElseThrow();
	}

	private static List<ConsumerSpec> consumers(int workers, Duration shortest, Duration longest) {
		return IntStream.rangeClosed(1, 3)
			.mapToObj((number) -> ConsumerSpec.of("consumer-" + number, shortest, longest).withWorkers(workers))
			.toList();
	}

	private static List<ProducerSpec> producersAsking(double perSecondEach) {
		return IntStream.rangeClosed(1, 2)
			.mapToObj((number) -> ProducerSpec.asking("producer-" + number, perSecondEach))
			.toList();
	}

	private static Duration between(SplittableRandom random, long leastMillis, long mostMillis) {
		return Duration.ofMillis(random.nextLong(leastMillis, mostMillis));
	}

	/**
	 * A time in which something was gone.
	 *
	 * @param fromMillis since when, milliseconds since the epoch
	 * @param toMillis until when
	 */
	private record Outage(long fromMillis, long toMillis) {

		boolean isInLifeOf(Asked asked) {
			return asked.startedMillis() <= this.toMillis && asked.settledMillis() >= this.fromMillis;
		}

	}

}
