package io.nowornever.respond.work;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.shutdown.OutOfMemory;
import io.nowornever.common.time.NanoClock;
import io.nowornever.respond.admission.Arrival;
import io.nowornever.respond.admission.Timeliness;
import io.nowornever.respond.outcome.Outcomes;
import io.nowornever.respond.outcome.TaskMetrics;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.respond.reply.Replies;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the requests that wait in the line, on as many virtual threads as tasks may be
 * worked on at once.
 */
public final class Workers {

	private static final Logger log = LoggerFactory.getLogger(Workers.class);

	private static final int LINES_PER_SECOND = 1;

	private final TaskRunner runner;

	private final Outcomes outcomes;

	private final NanoClock clock;

	private final int count;

	private final Line line;

	private final Pace pace;

	private final @Nullable DeadlineWatch watch;

	private final LongSupplier backlog;

	private final LogLimit problemLines;

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean running;

	Workers(TaskRunner runner, Outcomes outcomes, NanoClock clock, int count, Line line, Pace pace,
			@Nullable DeadlineWatch watch) {
		this.runner = runner;
		this.outcomes = outcomes;
		this.clock = clock;
		this.count = count;
		this.line = line;
		this.pace = pace;
		this.watch = watch;
		this.backlog = line::backlog;
		this.problemLines = new LogLimit(clock, LINES_PER_SECOND);
	}

	/**
	 * Creates workers that are not started.
	 * @param handler does a task
	 * @param replies answers
	 * @param outcomes records what becomes of requests
	 * @param metrics measures
	 * @param clock the monotonic clock
	 * @param timeliness decides whether a task is still worth doing
	 * @param count how many tasks are worked on at once
	 * @param interrupt whether a handler is interrupted when nobody waits any more
	 * @param line where requests wait
	 * @param pace learns from each task
	 * @return the workers
	 */
	public static Workers create(TaskHandler handler, Replies replies, Outcomes outcomes, TaskMetrics metrics,
			NanoClock clock, Timeliness timeliness, int count, boolean interrupt, Line line, Pace pace) {
		DeadlineWatch watch = interrupt ? new DeadlineWatch(clock, count) : null;
		TaskRunner runner = new TaskRunner(handler, replies, metrics, clock, pace, timeliness, watch);
		return new Workers(runner, outcomes, clock, count, line, pace, watch);
	}

	/**
	 * Begins to work.
	 */
	public void start() {
		this.running = true;
		if (this.watch != null) {
			this.watch.start();
		}
		for (int i = 1; i <= this.count; i++) {
			int worker = i - 1;
			this.threads.add(Thread.ofVirtual().name("worker-" + i).start(() -> run(worker)));
		}
	}

	/**
	 * Ends the work; what is not done is left.
	 */
	public void stop() {
		this.running = false;
		if (this.watch != null) {
			this.watch.stop();
		}
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
		// In this order: for a moment it counts twice, but whoever looks never misses it.
		this.pace.begun(worker, begin);
		this.line.begun();
		try {
			this.outcomes.taken(next.message());
			TaskOutcome outcome = run(next, begin, worker);
			if (outcome == TaskOutcome.ANSWERED || outcome == TaskOutcome.LATE) {
				this.pace.answered(begin, outcome == TaskOutcome.ANSWERED);
			}
			this.outcomes.ended(next.message(), outcome);
		}
		finally {
			this.line.leave(next);
			this.pace.ended(worker, this.clock.nanoTime());
		}
	}

	/**
	 * Whatever fails, the worker goes on: where none is left, requests wait for nobody.
	 */
	private TaskOutcome run(Arrival next, long begin, int worker) {
		try {
			return this.runner.run(next, begin, worker, this.backlog);
		}
		catch (RuntimeException | Error ex) {
			OutOfMemory.check(ex);
			long suppressed = this.problemLines.tryLine();
			if (suppressed != LogLimit.SUPPRESSED) {
				log.error("A request could not be brought to its end{}", LogLimit.more(suppressed), ex);
			}
			return TaskOutcome.FAILED;
		}
	}

}
