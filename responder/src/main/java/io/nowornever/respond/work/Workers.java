package io.nowornever.respond.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

import io.nowornever.common.time.NanoClock;
import io.nowornever.respond.admission.Arrival;
import io.nowornever.respond.admission.Forecast;
import io.nowornever.respond.outcome.Outcomes;
import io.nowornever.respond.outcome.TaskMetric;
import io.nowornever.respond.outcome.TaskMetrics;
import io.nowornever.respond.outcome.TaskOutcome;

/**
 * Does the requests that were accepted: a line in which they wait, and as many virtual
 * threads as tasks may be worked on at once.
 *
 * <p>
 * There is a limited number of places, in the line and at work together. A request has
 * its place until it has come to its end, so all places free means that nothing is left
 * to do. A large one takes as many places as it takes memory, so that large bodies cannot
 * fill the heap.
 */
public final class Workers implements Forecast {

	/** What a waiting request takes beside its headers and its body, about. */
	private static final int OBJECT_BYTES = 512;

	private final TaskRunner runner;

	private final Outcomes outcomes;

	private final NanoClock clock;

	private final int workers;

	private final QueueDelay ahead;

	private final int places;

	private final long bytesPerPlace;

	private final Semaphore free;

	private final BlockingQueue<Arrival> line = new LinkedBlockingQueue<>();

	private final ServiceTime serviceTime;

	private final LongSupplier waiting = this::backlog;

	private final List<Thread> threads = new ArrayList<>();

	private volatile LongSupplier notYetTaken = () -> 0;

	private volatile boolean running;

	/**
	 * Creates workers that are not started.
	 * @param runner does one request
	 * @param outcomes records what becomes of requests
	 * @param metrics measures
	 * @param clock the monotonic clock
	 * @param workers how many tasks are worked on at once
	 * @param lineCapacity how many requests may wait in the line
	 * @param bytesPerPlace how much memory a request may hold for one place
	 * @param serviceTime how long a task takes, as the runner has learned
	 */
	public Workers(TaskRunner runner, Outcomes outcomes, TaskMetrics metrics, NanoClock clock, int workers,
			int lineCapacity, long bytesPerPlace, ServiceTime serviceTime) {
		this.runner = runner;
		this.outcomes = outcomes;
		this.clock = clock;
		this.workers = workers;
		this.ahead = new QueueDelay(workers, serviceTime, clock.nanoTime());
		this.places = workers + lineCapacity;
		this.bytesPerPlace = bytesPerPlace;
		this.free = new Semaphore(this.places);
		this.serviceTime = serviceTime;
		metrics.show(TaskMetric.BACKLOG, this::backlog);
		metrics.show(TaskMetric.BACKLOG_SECONDS, this::backlogSeconds);
	}

	/**
	 * Takes a request, waiting for a place if there is none.
	 * @param arrival the request
	 */
	public void accept(Arrival arrival) {
		this.free.acquireUninterruptibly(placesOf(arrival));
		this.line.add(arrival);
	}

	private int placesOf(Arrival arrival) {
		return Math.clamp(1 + (OBJECT_BYTES + arrival.message().size()) / this.bytesPerPlace, 1, this.places);
	}

	/**
	 * Waits until there is a place for one more request.
	 * @throws InterruptedException when the calling thread was told to end
	 */
	public void awaitPlace() throws InterruptedException {
		this.free.acquire();
		this.free.release();
	}

	/**
	 * Waits until nothing is left to do.
	 * @throws InterruptedException when the calling thread was told to end
	 */
	public void awaitIdle() throws InterruptedException {
		this.free.acquire(this.places);
		this.free.release(this.places);
	}

	/**
	 * Adds to the backlog what has come to this process and was not brought here yet.
	 * @param count reads how many requests that is
	 */
	public void countAlso(LongSupplier count) {
		this.notYetTaken = count;
	}

	/**
	 * How many requests wait in this process.
	 * @return the number, those at work not included
	 */
	public long backlog() {
		return this.line.size() + this.notYetTaken.getAsLong();
	}

	private double backlogSeconds() {
		return backlog() * (double) this.serviceTime.meanNanos() / 1e9 / this.workers;
	}

	/**
	 * How long it takes until a worker turns to a request that is accepted now.
	 * @param now the monotonic clock
	 * @return nanoseconds, 0 while a worker is free
	 */
	public long aheadNanos(long now) {
		return this.ahead.nanos(this.line.size(), now);
	}

	/**
	 * How long nearly every task takes at the most.
	 * @return nanoseconds
	 */
	public long mostWorkNanos() {
		return this.serviceTime.mostNanos();
	}

	/**
	 * A request that would come too late by the estimate may be the trial that corrects
	 * it; not one that has little time left, which would come too late by any estimate.
	 */
	@Override
	public boolean isInTime(Arrival arrival, long now) {
		long waiting = this.line.size();
		return this.ahead.doneInNanos(waiting, now) <= arrival.remainingNanos(now)
				|| (arrival.isFresh(now) && this.ahead.isTrialDue(waiting, now));
	}

	/**
	 * Begins to work.
	 */
	public void start() {
		this.running = true;
		for (int i = 1; i <= this.workers; i++) {
			int worker = i - 1;
			this.threads.add(Thread.ofVirtual().name("worker-" + i).start(() -> run(worker)));
		}
	}

	/**
	 * Ends the work; what is not done is left.
	 */
	public void stop() {
		this.running = false;
		this.threads.forEach(Thread::interrupt);
		this.threads.clear();
	}

	private void run(int worker) {
		try {
			while (this.running) {
				doNext(worker, this.line.take());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void doNext(int worker, Arrival next) {
		long begin = this.clock.nanoTime();
		this.ahead.begun(worker, begin);
		try {
			this.outcomes.taken(next.message());
			TaskOutcome outcome = this.runner.run(next, begin, this.waiting);
			if (outcome == TaskOutcome.ANSWERED || outcome == TaskOutcome.LATE) {
				this.ahead.answered(outcome == TaskOutcome.ANSWERED);
			}
			this.outcomes.ended(next.message(), outcome);
		}
		finally {
			this.ahead.ended(worker);
			this.free.release(placesOf(next));
		}
	}

}
