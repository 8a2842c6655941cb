package io.nowornever.lab.kubernetes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Consumers that share one queue and are scaled, on a clock that is set by hand. Requests
 * come at random (Poisson), the work is a fluid, and what Prometheus knows is as old as
 * its last scrape.
 */
final class SimulatedConsumers {

	private static final double STEP_SECONDS = 0.25;

	private static final double SCRAPE_SECONDS = 5;

	/** The period of Kubernetes' controller. */
	private static final double SYNC_SECONDS = 15;

	/**
	 * From the decision to a consumer's first task, where a node has room and the image.
	 */
	private static final double START_SECONDS = 10;

	private final Deque<Double> starting = new ArrayDeque<>();

	private final Deque<Scrape> scrapes = new ArrayDeque<>();

	private final Load load;

	private final ScalingRule rule;

	private final Autoscaler autoscaler;

	private final Random random;

	private int replicas;

	private int ready;

	private double waitingSeconds;

	private long requests;

	private double workSeconds;

	private double refusedSeconds;

	private double longestWait;

	/**
	 * Of one run.
	 * @param load what comes
	 * @param rule how many consumers there shall be
	 * @param seed of the arrivals, and of how scrapes and decisions fall
	 */
	SimulatedConsumers(Load load, ScalingRule rule, int seed) {
		this.load = load;
		this.rule = rule;
		this.autoscaler = new Autoscaler(rule);
		this.random = new Random(seed);
		this.replicas = Math.max(rule.least(), (int) Math.ceil(load.busyAt(0) / rule.target()));
		this.ready = this.replicas;
	}

	/**
	 * Lets time pass.
	 * @param seconds until when
	 * @param metric what the rule looks at
	 */
	SimulatedConsumers run(double seconds, ToDoubleFunction<Metrics> metric) {
		double scrapeAt = this.random.nextDouble() * SCRAPE_SECONDS;
		double decideAt = 60 + this.random.nextDouble() * SYNC_SECONDS;
		for (double now = 0; now < seconds; now += STEP_SECONDS) {
			start(now);
			work(now);
			if (now >= scrapeAt) {
				this.scrapes.addLast(new Scrape(now, this.requests, this.waitingSeconds));
				scrapeAt += SCRAPE_SECONDS;
			}
			if (now >= decideAt) {
				scale(now, metric.applyAsDouble(metrics(now)));
				decideAt += SYNC_SECONDS;
			}
		}
		return this;
	}

	private void start(double now) {
		while (!this.starting.isEmpty() && this.starting.getFirst() <= now) {
			this.starting.removeFirst();
			this.ready++;
		}
	}

	private void work(double now) {
		int arrived = poisson(this.load.requestsAt().applyAsDouble(now) * STEP_SECONDS);
		this.requests += arrived;
		this.workSeconds += arrived * this.load.taskSeconds();
		int workers = this.ready * this.rule.workers();
		this.waitingSeconds = Math.max(0,
				this.waitingSeconds + arrived * this.load.taskSeconds() - workers * STEP_SECONDS);
		double room = this.load.limitSeconds() * workers;
		if (this.waitingSeconds > room) {
			this.refusedSeconds += this.waitingSeconds - room;
			this.waitingSeconds = room;
		}
		this.longestWait = Math.max(this.longestWait, this.waitingSeconds / workers);
	}

	private void scale(double now, double metric) {
		int decided = this.autoscaler.decide(now, this.replicas, metric);
		for (; this.replicas < decided; this.replicas++) {
			this.starting.addLast(now + START_SECONDS);
		}
		for (; this.replicas > decided; this.replicas--) {
			if (this.starting.pollLast() == null) {
				this.ready--;
			}
		}
	}

	private Metrics metrics(double now) {
		while (this.scrapes.getFirst().seconds() <= now - this.rule.windowSeconds()) {
			this.scrapes.removeFirst();
		}
		Scrape first = this.scrapes.getFirst();
		Scrape last = this.scrapes.getLast();
		double rate = (last.requests() - first.requests()) / (last.seconds() - first.seconds());
		return new Metrics(rate * this.load.taskSeconds(), last.waitingSeconds());
	}

	private int poisson(double mean) {
		int count = 0;
		for (double time = exponential(); time < mean; time += exponential()) {
			count++;
		}
		return count;
	}

	private double exponential() {
		return -Math.log(1 - this.random.nextDouble());
	}

	/**
	 * The longest that a request had to wait for its turn, in seconds.
	 */
	double longestWait() {
		return this.longestWait;
	}

	/**
	 * The share of all work that was refused.
	 */
	double refusedShare() {
		return this.refusedSeconds / this.workSeconds;
	}

	int replicas() {
		return this.replicas;
	}

	/**
	 * How often the number of consumers turned from more to fewer or back.
	 * @param from since when, in seconds
	 * @param to until when
	 */
	int turns(double from, double to) {
		List<Autoscaler.Change> changes = this.autoscaler.changes()
			.stream()
			.filter((change) -> change.seconds() >= from && change.seconds() < to)
			.toList();
		int turns = 0;
		Iterator<Autoscaler.Change> each = changes.iterator();
		for (int before = each.hasNext() ? each.next().by() : 0; each.hasNext();) {
			int by = each.next().by();
			turns += (Integer.signum(by) != Integer.signum(before)) ? 1 : 0;
			before = by;
		}
		return turns;
	}

	@Override
	public String toString() {
		return "longest wait %.1f s, %.1f %% refused, %d consumers, changes %s".formatted(this.longestWait,
				100 * refusedShare(), this.replicas, this.autoscaler.changes());
	}

	/**
	 * What comes.
	 *
	 * @param requestsAt how many requests a second, by the time in seconds
	 * @param taskSeconds how long a task takes
	 * @param limitSeconds how long a request may wait before it is refused
	 */
	record Load(DoubleUnaryOperator requestsAt, double taskSeconds, double limitSeconds) {

		double busyAt(double seconds) {
			return this.requestsAt.applyAsDouble(seconds) * this.taskSeconds;
		}

	}

	/**
	 * What Prometheus tells.
	 *
	 * @param arriving work that arrives, in busy workers
	 * @param waitingSeconds work that waits at all consumers together, in seconds of one
	 * worker
	 */
	record Metrics(double arriving, double waitingSeconds) {
	}

	private record Scrape(double seconds, long requests, double waitingSeconds) {
	}

}
