package io.nowornever.respond.work;

import java.time.Duration;

import io.nowornever.common.load.Load;
import io.nowornever.respond.admission.Arrival;

/**
 * A responder's line, workers and estimates as the product has them, without threads and
 * with a clock set by hand.
 */
public final class SimulatedWork {

	private final Line line = new Line(100_000, Long.MAX_VALUE);

	private final int workers;

	private final Pace pace;

	private final boolean[] busy;

	public SimulatedWork(int workers, Duration mean, Duration deviation, long budgetNanos, long now) {
		this.workers = workers;
		this.pace = new Pace(ServiceTime.known(mean, deviation), workers, this.line, budgetNanos, 20_000_000, now);
		this.busy = new boolean[workers];
	}

	/**
	 * Takes a request in.
	 * @return false if it is refused
	 */
	public boolean accepts(Arrival arrival, long now) {
		boolean accepted = this.pace.shortLine().isInTime(arrival, now);
		if (accepted) {
			this.line.add(arrival);
		}
		return accepted;
	}

	/**
	 * A free worker takes the next request.
	 * @return its number, or -1 where none is free or nothing waits
	 */
	public int freeWorker() {
		for (int worker = 0; worker < this.workers && this.line.length() > 0; worker++) {
			if (!this.busy[worker]) {
				return worker;
			}
		}
		return -1;
	}

	public Arrival begin(int worker, long now) throws InterruptedException {
		Arrival next = this.line.take();
		this.line.begun();
		this.busy[worker] = true;
		this.pace.begun(worker, now);
		return next;
	}

	public boolean isStillInTime(Arrival arrival, long now) {
		return this.pace.shortLine().isStillInTime(arrival, now);
	}

	/**
	 * A worker has done its task.
	 */
	public void end(int worker, Arrival done, long begun, long now) {
		this.pace.worked(worker, begun, false, false, now);
		this.pace.answered(begun, !done.isStale(now));
		drop(worker, done, now);
	}

	/**
	 * A worker leaves a task that it has not begun.
	 */
	public void drop(int worker, Arrival done, long now) {
		this.line.leave(done);
		this.busy[worker] = false;
		this.pace.ended(worker, now);
	}

	public Load load(String name, long sequence, long now) {
		return this.pace.load(name, "workers", sequence, false, now);
	}

}
