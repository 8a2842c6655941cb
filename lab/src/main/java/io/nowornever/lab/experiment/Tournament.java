package io.nowornever.lab.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Experiment.Layout;
import io.nowornever.lab.ledger.Outcome;

/**
 * Every overload policy at several loads, with several kinds of consumers, beside what a
 * clairvoyant single queue would have answered.
 */
final class Tournament {

	/**
	 * One entry.
	 *
	 * @param arrangement which consumers
	 * @param policy what they do about overload
	 * @param load requests as a share of what they can do
	 */
	record Entry(Arrangement arrangement, OverloadPolicy policy, double load) {

		String name() {
			return String.format(Locale.ROOT, "%s, %s, %.1f", this.arrangement.label(), this.policy, this.load);
		}

	}

	/**
	 * Which consumers take part.
	 *
	 * @param label what they are called together
	 * @param consumers the consumers
	 * @param length how long one entry lasts: long enough for one late answer to be well
	 * below 0.5 % at half of the capacity, and for what a line holds at the beginning and
	 * the end to be little
	 * @param scaled whether their durations are scaled
	 */
	record Arrangement(String label, List<ConsumerSpec> consumers, Duration length, boolean scaled) {
	}

	static final Arrangement SLOW_AND_FAST = new Arrangement("slow and fast",
			List.of(ConsumerSpec.slow("slow-1"), ConsumerSpec.fast("fast-1")), Duration.ofMinutes(5), true);

	static final Arrangement TWO_FAST = new Arrangement("two fast",
			List.of(ConsumerSpec.fast("fast-1"), ConsumerSpec.fast("fast-2")), Duration.ofMinutes(3), true);

	static final Arrangement TWO_SLOW = new Arrangement("two slow",
			List.of(ConsumerSpec.slow("slow-1"), ConsumerSpec.slow("slow-2")), Duration.ofMinutes(16), true);

	static final Arrangement ONE_AND_NINE = new Arrangement("one slow, nine fast",
			Stream
				.concat(Stream.of(ConsumerSpec.slow("slow-1")),
						IntStream.rangeClosed(1, 9).mapToObj((number) -> ConsumerSpec.fast("fast-" + number)))
				.toList(),
			Duration.ofMinutes(3), true);

	/**
	 * Tasks that cannot be scaled down any further.
	 */
	static final Arrangement MANY_WORKERS = new Arrangement("64 workers of 5 ms",
			List.of(ConsumerSpec.of("many-1", Duration.ofMillis(4), Duration.ofMillis(6)).withWorkers(64)),
			Duration.ofMinutes(2), false);

	static final List<Double> LOADS = List.of(0.5, 0.9, 1.3, 2.0);

	/**
	 * Until a line that gets a little more than it can do is as long as it will be.
	 */
	private static final Duration SETTLING = Duration.ofSeconds(20);

	/**
	 * And until the JVMs have compiled what is in the way.
	 */
	private static final Duration LEAST_SETTLING = Duration.ofSeconds(2);

	/**
	 * With thousands a second: until the JVMs have compiled all of it well.
	 */
	private static final Duration WARMING = Duration.ofSeconds(25);

	/**
	 * Below that a median would be that of a handful.
	 */
	private static final double LEAST_SHED = 0.01;

	private static final Limit OF_CLAIRVOYANT = Limit.least(Figures::ofClairvoyant, 0.99,
			(share) -> percent(share) + " of the clairvoyant");

	private static final Limit OF_NON_CLAIRVOYANT = Limit.least(Figures::ofNonClairvoyant, 0.95,
			(share) -> percent(share) + " of the queue without foresight");

	private static final Limit WASTED = Limit.most(Figures::wastedShare, 0.005, (share) -> percent(share) + " wasted");

	private static final Limit SHED = Limit.most(Figures::shedSeconds, 0.1,
			(seconds) -> String.format(Locale.ROOT, "%.2f s", seconds));

	private final Speed speed;

	private final List<Entry> entries;

	private Tournament(Speed speed, List<Entry> entries) {
		this.speed = speed;
		this.entries = entries;
	}

	/**
	 * The whole of it: all overload policies where a slow consumer is beside a fast one,
	 * and the gate with other consumers too.
	 */
	static Stream<Experiment> all(Speed speed) {
		return Stream.of(slowAndFast(speed), manyWorkers(speed));
	}

	private static Experiment slowAndFast(Speed speed) {
		List<Entry> entries = Stream
			.concat(Stream.of(OverloadPolicy.values()).flatMap((policy) -> atEachLoad(SLOW_AND_FAST, policy)),
					Stream.of(TWO_FAST, TWO_SLOW, ONE_AND_NINE)
						.flatMap((arrangement) -> atEachLoad(arrangement, OverloadPolicy.GATE)))
			.toList();
		Tournament tournament = new Tournament(speed, entries);
		return tournament.experiment("slow-and-fast",
				"Consumers of unequal speed in one queue group, which shares out at random: each remedy at each"
						+ " load, from half to twice of what the consumers can do together.",
				new Expectation("With the gate at least as many are answered as with any other remedy,"
						+ " and 20 of 100 more at 0.9 of the capacity", tournament::beatsTheOthers),
				new Expectation(
						"Where each task takes half of a budget (two slow) it answers at least 95 % of what a"
								+ " single queue would that does not know either how long a task will take",
						tournament::nearsWhatIsPossibleForTwoSlow));
	}

	private static Experiment manyWorkers(Speed speed) {
		return new Tournament(speed, atEachLoad(MANY_WORKERS, OverloadPolicy.GATE).toList()).experiment("many-workers",
				"One consumer with 64 workers and tasks of 4 to 6 ms, thousands of requests a second, with the gate"
						+ " at each load. Neither the tasks nor the budget is scaled. Beyond the capacity it is the"
						+ " producer that sheds most: it has at most 10,000 requests in flight.");
	}

	private static Stream<Entry> atEachLoad(Arrangement arrangement, OverloadPolicy policy) {
		return LOADS.stream().map((load) -> new Entry(arrangement, policy, load));
	}

	/**
	 * The scenario of one entry.
	 */
	static Scenario scenario(Entry entry, Speed speed) {
		Arrangement arrangement = entry.arrangement();
		List<ConsumerSpec> consumers = arrangement.consumers()
			.stream()
			.map((spec) -> spec.with(entry.policy()))
			.toList();
		Speed own = arrangement.scaled() ? speed : Speed.ORIGINAL;
		Duration length = own.equals(speed) ? arrangement.length() : speed.real(arrangement.length());
		double rate = entry.load() * Scenario.capacity(consumers);
		Duration settling = arrangement.scaled() ? own.real(SETTLING, LEAST_SETTLING) : WARMING;
		return new Scenario(entry.name(), own, consumers, List.of(ProducerSpec.asking("producer", rate)), settling,
				!arrangement.scaled(), Delivery.CORE,
				(runner) -> runner.pass(length.plusNanos(Math.round(settling.toNanos() * own.factor()))));
	}

	private Experiment experiment(String name, String purpose, Expectation... special) {
		List<Expectation> expectations = new ArrayList<>(List.of(special));
		expectations.add(new Expectation(
				"The gate answers at least 99 % of what a clairvoyant single queue would, unless each task takes half"
						+ " of a budget",
				(runs) -> worst(gated().filter((entry) -> !entry.arrangement().equals(TWO_SLOW)), runs,
						OF_CLAIRVOYANT)));
		expectations
			.add(new Expectation("With the gate at most 0.5 % of the requests cost work without being answered in time",
					(runs) -> worst(gated(), runs, WASTED)));
		expectations.add(new Expectation(
				"With the gate a request that is shed is told so within 0.1 s in the median, its rests between"
						+ " attempts not counted, wherever at least 1 of 100 is shed",
				(runs) -> worst(gated().filter((entry) -> runs.of(entry.name()).figures().shedShare() >= LEAST_SHED),
						runs, SHED)));
		return new Experiment(name, purpose, this.entries.stream().map((entry) -> scenario(entry, this.speed)).toList(),
				expectations, Layout.TOURNAMENT);
	}

	private Finding nearsWhatIsPossibleForTwoSlow(ScenarioRuns runs) {
		return worst(gated().filter((entry) -> entry.arrangement().equals(TWO_SLOW)), runs, OF_NON_CLAIRVOYANT);
	}

	private Finding beatsTheOthers(ScenarioRuns runs) {
		boolean held = true;
		StringBuilder seen = new StringBuilder();
		for (double load : LOADS) {
			double gate = answered(runs, OverloadPolicy.GATE, load);
			double best = Stream.of(OverloadPolicy.NONE, OverloadPolicy.SKIP, OverloadPolicy.PENDING_LIMIT)
				.mapToDouble((policy) -> answered(runs, policy, load))
				.max()
				.orElse(0);
			held &= gate >= best && (load != 0.9 || gate >= best + 0.2);
			seen.append(String.format(Locale.ROOT, "%s%.1f: %.1f %% against %.1f %%", seen.isEmpty() ? "" : "; ", load,
					100 * gate, 100 * best));
		}
		return new Finding(held, seen.toString());
	}

	private static double answered(ScenarioRuns runs, OverloadPolicy policy, double load) {
		return runs.of(new Entry(SLOW_AND_FAST, policy, load).name()).figures().share(Outcome.ANSWERED);
	}

	private Stream<Entry> gated() {
		return this.entries.stream().filter((entry) -> entry.policy() == OverloadPolicy.GATE);
	}

	private static Finding worst(Stream<Entry> entries, ScenarioRuns runs, Limit limit) {
		Optional<ScenarioRun> found = entries.map((entry) -> runs.of(entry.name()))
			.min(Comparator.comparing(ScenarioRun::figures, limit.worstFirst()));
		if (found.isEmpty()) {
			return new Finding(true, "none");
		}
		ScenarioRun worst = found.get();
		return Finding.of(limit.allows(worst.figures()), "at the worst %s (%s)", limit.text(worst.figures()),
				worst.scenario().name());
	}

	private static String percent(double share) {
		return String.format(Locale.ROOT, "%.2f %%", 100 * share);
	}

}
