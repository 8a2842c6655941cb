package io.nowornever.lab.scene;

import java.time.Duration;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.nowornever.lab.ledger.Account;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Timeline;
import io.nowornever.lab.ledger.Timeline.Asked;
import io.nowornever.lab.ledger.Timeline.Worked;

/**
 * What was seen in one run of a scenario.
 *
 * @param scenario the scenario
 * @param account what became of all requests
 * @param timeline when things happened, since producers were linked
 * @param marks what was made to happen
 * @param beganMillis when the producers were started, milliseconds since the epoch
 * @param endedMillis when the producers were told to end
 * @param stolen which share of the processors' time went to other machines meanwhile
 */
public record ScenarioRun(Scenario scenario, Account account, Timeline timeline, List<Mark> marks, long beganMillis,
		long endedMillis, double stolen) {

	/**
	 * What is seen while more of the processors' time than this is stolen says little
	 * about the services.
	 */
	public static final double MOST_STOLEN = 0.1;

	/**
	 * How often a scenario is run, at the most, while it is disturbed.
	 */
	public static final int MOST_RUNS = 3;

	/**
	 * Whether each request is accounted for.
	 * @return {@code true} if each is, and the journals contradict themselves nowhere
	 */
	public boolean isAccounted() {
		return this.account.isConserved();
	}

	/**
	 * The requests of all producers.
	 * @return in the order in which journals tell of them
	 */
	public Stream<Asked> asked() {
		return this.timeline.asked().stream();
	}

	/**
	 * The requests that were started within a time.
	 * @param from milliseconds since the epoch
	 * @param to milliseconds since the epoch
	 * @return in the order in which journals tell of them
	 */
	public Stream<Asked> asked(long from, long to) {
		return asked().filter((each) -> each.startedMillis() >= from && each.startedMillis() < to);
	}

	/**
	 * The requests of one producer.
	 * @param name what its scenario calls it
	 * @return in the order in which its journal tells of them
	 * @throws IllegalArgumentException if nobody who is called so asked anything
	 */
	public Stream<Asked> askedBy(String name) {
		List<Asked> asked = asked().filter((each) -> each.producer().equals(name)).toList();
		if (asked.isEmpty()) {
			throw new IllegalArgumentException("Nobody asked who is called " + name);
		}
		return asked.stream();
	}

	/**
	 * The requests that were not answered.
	 * @return in the order in which journals tell of them
	 */
	public Stream<Asked> notAnswered() {
		return asked().filter((each) -> each.outcome() != Outcome.ANSWERED);
	}

	/**
	 * When a step was taken, for the first time.
	 * @param step the step
	 * @return milliseconds since the epoch
	 * @throws IllegalArgumentException if it was not taken
	 */
	public long at(Step step) {
		return mark(step).atMillis();
	}

	/**
	 * How many there were of what was counted.
	 * @param step when they were counted
	 * @return the count
	 * @throws IllegalArgumentException if the step was not taken
	 */
	public long counted(Step step) {
		return mark(step).count();
	}

	/**
	 * Each time that a step was taken.
	 * @param step the step
	 * @return milliseconds since the epoch, in order
	 */
	public LongStream eachTime(Step step) {
		return marks(step).mapToLong(Mark::atMillis);
	}

	private Mark mark(Step step) {
		return marks(step).findFirst().orElseThrow(() -> new IllegalArgumentException("This was not done: " + step));
	}

	private Stream<Mark> marks(Step step) {
		return this.marks.stream().filter((mark) -> mark.step().equals(step));
	}

	/**
	 * How long a duration of the original takes here.
	 * @param original how long, in the original's time
	 * @return milliseconds in real time
	 */
	public long millis(Duration original) {
		return this.scenario.speed().real(original).toMillis();
	}

	/**
	 * Seconds of the original since the first request.
	 * @param atMillis milliseconds since the epoch
	 * @return negative before the first request
	 */
	public double second(long atMillis) {
		return seconds(atMillis - firstMillis());
	}

	/**
	 * How long something took, in seconds of the original.
	 * @param tookMillis how long, in real time
	 * @return in the original's time
	 */
	public double seconds(long tookMillis) {
		return this.scenario.speed().originalSeconds(tookMillis);
	}

	/**
	 * When the first request was started.
	 * @return milliseconds since the epoch; when the producers were started if there is
	 * none
	 */
	public long firstMillis() {
		return asked().mapToLong(Asked::startedMillis).min().orElse(this.beganMillis);
	}

	/**
	 * How long requests took in the median.
	 * @param requests which, all of them settled
	 * @return seconds of the original; 0 if there are no requests
	 */
	public double medianSeconds(Stream<Asked> requests) {
		return Figures.quantile(Figures.seconds(requests, 0, this.scenario.speed()), 0.5);
	}

	/**
	 * The figures of the steady time, or of all if its scenario has none.
	 * @return the figures
	 */
	public Figures figures() {
		return Figures.of(this, countedFromMillis(), countedToMillis());
	}

	/**
	 * The requests of the steady time, or all if its scenario has none.
	 */
	Stream<Asked> counted() {
		return asked(countedFromMillis(), countedToMillis());
	}

	private long countedFromMillis() {
		return this.scenario.isMeasured() ? firstMillis() + this.scenario.settling().toMillis() : 0;
	}

	private long countedToMillis() {
		return this.scenario.isMeasured() ? this.endedMillis - millis(Scenario.BUDGET) : Long.MAX_VALUE;
	}

	/**
	 * How many of the requests that were started within a time a single queue would have
	 * answered.
	 * @param foresight what it knows
	 * @param from milliseconds since the epoch
	 * @param to milliseconds since the epoch
	 */
	long answeredBySingleQueue(SingleQueue.Foresight foresight, long from, long to) {
		List<Asked> inOrder = asked().sorted(Comparator.comparingLong(Asked::startedMillis)).toList();
		long[] arrivals = inOrder.stream().mapToLong(Asked::startedMillis).toArray();
		BitSet answered = SingleQueue.answered(arrivals, (double) millis(Scenario.BUDGET), foresight,
				this.scenario.consumers().stream().map(this::server).toList());
		return answered.stream().filter((request) -> arrivals[request] >= from && arrivals[request] < to).count();
	}

	private SingleQueue.Server server(ConsumerSpec spec) {
		double[] seen = this.timeline.worked()
			.stream()
			.filter((worked) -> worked.consumer().equals(spec.name()))
			.sorted(Comparator.comparingLong(Worked::takenMillis))
			.mapToDouble((worked) -> (double) worked.tookMillis())
			.toArray();
		Speed speed = this.scenario.speed();
		return SingleQueue.Server.asSeen(seen, spec.workers(), speed.real(spec.shortest()), speed.real(spec.longest()));
	}

	/**
	 * Requests with an outcome.
	 * @param outcome the outcome
	 * @return how many there are
	 */
	public long count(Outcome outcome) {
		return this.account.count(outcome);
	}

	/**
	 * Tasks that were worked on to their end although the request was not answered in
	 * time.
	 * @param from of those requests that were started since
	 * @param to and before
	 * @return how many
	 */
	public long wasted(long from, long to) {
		return worked(asked(from, to).filter((each) -> each.outcome() != Outcome.ANSWERED));
	}

	/**
	 * Tasks that were worked on to their end.
	 * @param requests for which requests
	 * @return how many
	 */
	public long worked(Stream<Asked> requests) {
		Set<String> tasks = requests.map(Asked::task).filter(Objects::nonNull).collect(Collectors.toSet());
		return this.timeline.worked()
			.stream()
			.filter((each) -> each.task() != null && tasks.contains(each.task()))
			.count();
	}

}
