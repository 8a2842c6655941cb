package io.nowornever.lab.experiment.tournament;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Expectation;
import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Experiment.Layout;
import io.nowornever.lab.scene.ConsumerSpec;
import io.nowornever.lab.scene.ProducerSpec;
import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.Speed;

/**
 * Every remedy at several loads, with several kinds of consumers, beside what a
 * clairvoyant single queue would have answered.
 */
public final class Tournament {

	/**
	 * One entry.
	 *
	 * @param arrangement which consumers
	 * @param remedy what is done about overload
	 * @param load requests as a share of what they can do
	 */
	public record Entry(Arrangement arrangement, Remedy remedy, double load) {

		/**
		 * What its scenario is called.
		 * @return for example {@code slow and fast, gate, 0.9}
		 */
		public String name() {
			return String.format(Locale.ROOT, "%s, %s, %.1f", this.arrangement.label(), this.remedy, this.load);
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
	public record Arrangement(String label, List<ConsumerSpec> consumers, Duration length, boolean scaled) {
	}

	/**
	 * A slow one beside one that is ten times as fast.
	 */
	public static final Arrangement SLOW_AND_FAST = new Arrangement("slow and fast",
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

	/**
	 * The loads, as shares of what the consumers can do.
	 */
	public static final List<Double> LOADS = List.of(0.5, 0.9, 1.3, 2.0);

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

	private Tournament() {
	}

	/**
	 * The whole of it: all remedies where a slow consumer is beside a fast one, and the
	 * gate and durable delivery with other consumers too.
	 * @param speed how fast they run
	 * @return the experiments
	 */
	public static Stream<Experiment> all(Speed speed) {
		return Stream.of(slowAndFast(speed), manyWorkers(speed));
	}

	private static Experiment slowAndFast(Speed speed) {
		List<Entry> entries = Stream
			.concat(Stream.of(Remedy.values()).flatMap((remedy) -> atEachLoad(SLOW_AND_FAST, remedy)),
					Stream.of(TWO_FAST, TWO_SLOW, ONE_AND_NINE)
						.flatMap((arrangement) -> Stream.of(Remedy.GATE, Remedy.BALANCED, Remedy.DURABLE)
							.flatMap((remedy) -> atEachLoad(arrangement, remedy))))
			.toList();
		TournamentEntries all = new TournamentEntries(entries);
		TournamentGoals goals = new TournamentGoals(all, speed);
		return experiment("slow-and-fast",
				"Consumers of unequal speed, which a queue group serves at random and a stream as they ask: each remedy"
						+ " at each load, from half to twice of what the consumers can do together.",
				entries, speed, Stream.of(goals.gateAgainstOthers(), goals.gate(),
						new BalancedGoals(all, speed).oneAtATime(), goals.durable()));
	}

	private static Experiment manyWorkers(Speed speed) {
		List<Entry> entries = Stream.of(Remedy.GATE, Remedy.BALANCED, Remedy.DURABLE)
			.flatMap((remedy) -> atEachLoad(MANY_WORKERS, remedy))
			.toList();
		TournamentEntries all = new TournamentEntries(entries);
		return experiment("many-workers",
				"One consumer with 64 workers and tasks of 4 to 6 ms, thousands of requests a second, with the gate"
						+ " alone, balanced and durable at each load. Neither the tasks nor the budget is scaled. Beyond the"
						+ " capacity it is the producer that sheds most: it has at most 10,000 requests in flight.",
				entries, speed, Stream.of(new TournamentGoals(all, Speed.ORIGINAL).gate(),
						new BalancedGoals(all, Speed.ORIGINAL).manyWorkers()));
	}

	private static Experiment experiment(String name, String purpose, List<Entry> entries, Speed speed,
			Stream<List<Expectation>> expectations) {
		return new Experiment(name, purpose, entries.stream().map((entry) -> scenario(entry, speed)).toList(),
				expectations.flatMap(List::stream).toList(), Layout.TOURNAMENT);
	}

	/**
	 * All entries that there may be, in the order in which reports show them.
	 * @return arrangement by arrangement, remedy by remedy, load by load
	 */
	public static Stream<Entry> entries() {
		return Stream.of(SLOW_AND_FAST, TWO_FAST, TWO_SLOW, ONE_AND_NINE, MANY_WORKERS)
			.flatMap((arrangement) -> Stream.of(Remedy.values()).flatMap((remedy) -> atEachLoad(arrangement, remedy)));
	}

	private static Stream<Entry> atEachLoad(Arrangement arrangement, Remedy remedy) {
		return LOADS.stream().map((load) -> new Entry(arrangement, remedy, load));
	}

	/**
	 * The scenario of one entry.
	 */
	static Scenario scenario(Entry entry, Speed speed) {
		Arrangement arrangement = entry.arrangement();
		List<ConsumerSpec> consumers = entry.remedy().applyTo(arrangement.consumers());
		Speed own = arrangement.scaled() ? speed : Speed.ORIGINAL;
		Duration length = own.equals(speed) ? arrangement.length() : speed.real(arrangement.length());
		double rate = entry.load() * Scenario.capacity(consumers);
		Duration settling = arrangement.scaled() ? own.real(SETTLING, LEAST_SETTLING) : WARMING;
		ProducerSpec producer = entry.remedy().applyTo(ProducerSpec.asking("producer", rate), consumers);
		return new Scenario(entry.name(), own, consumers, List.of(producer), settling, !arrangement.scaled(),
				entry.remedy().delivery(),
				(runner) -> runner.pass(length.plusNanos(Math.round(settling.toNanos() * own.factor()))))
			.playedBy(entry.remedy().baseline());
	}

}
