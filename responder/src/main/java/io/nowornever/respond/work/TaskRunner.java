package io.nowornever.respond.work;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.shutdown.OutOfMemory;
import io.nowornever.common.time.Budget;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.tracing.TracedRequest;
import io.nowornever.common.wire.MalformedBodyException;
import io.nowornever.common.wire.ServiceError;
import io.nowornever.respond.RespondException;
import io.nowornever.respond.admission.Arrival;
import io.nowornever.respond.admission.Timeliness;
import io.nowornever.respond.outcome.TaskMetrics;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.respond.reply.Replies;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one request from its turn to its end: looks whether somebody still waits for it
 * and whether it can still be done in time, has it done, and answers. Safe from any
 * thread.
 */
final class TaskRunner {

	private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);

	private static final int LINES_PER_SECOND = 20;

	private final TaskHandler handler;

	private final Replies replies;

	private final TaskMetrics metrics;

	private final NanoClock clock;

	private final Pace pace;

	private final Timeliness timeliness;

	private final @Nullable DeadlineWatch watch;

	private final LogLimit problemLines;

	/**
	 * Creates a runner.
	 * @param handler does a task
	 * @param replies answers
	 * @param metrics measures
	 * @param clock the monotonic clock
	 * @param pace learns from each task
	 * @param timeliness decides whether a task is still worth doing
	 * @param watch interrupts a handler whose task is late; null for none
	 */
	TaskRunner(TaskHandler handler, Replies replies, TaskMetrics metrics, NanoClock clock, Pace pace,
			Timeliness timeliness, @Nullable DeadlineWatch watch) {
		this.handler = handler;
		this.replies = replies;
		this.metrics = metrics;
		this.clock = clock;
		this.pace = pace;
		this.timeliness = timeliness;
		this.watch = watch;
		this.problemLines = new LogLimit(clock, LINES_PER_SECOND);
	}

	/**
	 * Does what the request's turn brings.
	 * @param arrival the request
	 * @param begin the monotonic clock at its turn
	 * @param worker who turns to it
	 * @param backlog tells how many wait
	 * @return what became of it
	 */
	TaskOutcome run(Arrival arrival, long begin, int worker, LongSupplier backlog) {
		Supplier<TracedRequest> handling = arrival.handling();
		if (handling == null) {
			return turn(arrival, begin, worker, backlog, null);
		}
		TracedRequest traced = handling.get();
		TaskOutcome outcome = TaskOutcome.FAILED;
		try (TracedRequest.Scope _ = traced.enter()) {
			outcome = turn(arrival, begin, worker, backlog, traced);
			return outcome;
		}
		finally {
			traced.ended(outcome.tag());
		}
	}

	private TaskOutcome turn(Arrival arrival, long begin, int worker, LongSupplier backlog,
			@Nullable TracedRequest traced) {
		this.metrics.pickedUp(arrival.ageNanos(begin));
		return switch (this.timeliness.onTurn(arrival, begin)) {
			case STALE -> TaskOutcome.STALE;
			case TOO_LATE -> {
				this.replies.busy(arrival.message());
				yield TaskOutcome.REFUSED;
			}
			case WORTHWHILE -> work(arrival, begin, worker, backlog, traced);
		};
	}

	private TaskOutcome work(Arrival arrival, long begin, int worker, LongSupplier backlog,
			@Nullable TracedRequest traced) {
		Budget budget = new Budget(begin + arrival.remainingNanos(begin), this.clock);
		Task task = new Task(arrival, arrival.ageNanos(begin), budget, backlog);
		Attempt attempt = handle(task, worker);
		long workedNanos = worked(begin, worker, attempt);
		TaskResult result = attempt.result();
		if (traced != null && attempt.problem() != null) {
			traced.failed(attempt.problem());
		}
		if (result == null) {
			return attempt.isBrokenOff() ? TaskOutcome.LATE : failed(arrival, attempt.problem());
		}
		boolean inTime = !arrival.isStale(this.clock.nanoTime());
		boolean answered = this.replies.answer(arrival, result.taskId(), result.body(), arrival.waitedNanos(begin),
				workedNanos);
		return (inTime && answered) ? TaskOutcome.ANSWERED : TaskOutcome.LATE;
	}

	/**
	 * A thread that the handler leaves interrupted could neither answer nor go on.
	 */
	private Attempt handle(Task task, int worker) {
		TaskResult result = null;
		Throwable problem = null;
		boolean interrupted = false;
		if (this.watch != null) {
			this.watch.begun(worker, task.budget().endNanos());
		}
		try {
			result = task.budget().within(() -> this.handler.handle(task));
		}
		catch (Throwable ex) {
			OutOfMemory.check(ex);
			problem = ex;
		}
		finally {
			if (this.watch != null) {
				interrupted = this.watch.ended(worker);
			}
			Thread.interrupted();
		}
		return new Attempt(result, problem, interrupted);
	}

	private long worked(long begin, int worker, Attempt attempt) {
		long now = this.clock.nanoTime();
		this.metrics.worked(now - begin);
		this.pace.worked(worker, begin, attempt.isBrokenOff(), attempt.isFailed(), now);
		return now - begin;
	}

	private TaskOutcome failed(Arrival arrival, @Nullable Throwable problem) {
		return switch (problem) {
			case MalformedBodyException malformed -> {
				logProblem("Malformed request, answered 400: {}{}", malformed.problem());
				this.replies.error(arrival, ServiceError.MALFORMED.code(), malformed.problem());
				yield TaskOutcome.MALFORMED;
			}
			case RespondException told -> {
				log.debug("The handler answered {}: {}", told.code(), told.text(), told);
				this.replies.error(arrival, told.code(), told.text());
				yield (told.code() == ServiceError.BUSY.code()) ? TaskOutcome.REFUSED : TaskOutcome.FAILED;
			}
			case null -> failed(arrival, new IllegalStateException("the handler returned null"));
			default -> {
				long suppressed = this.problemLines.tryLine();
				if (suppressed != LogLimit.SUPPRESSED) {
					log.warn("The handler failed on task {}, answered 500{}", arrival.taskId(),
							LogLimit.more(suppressed), problem);
				}
				this.replies.error(arrival, ServiceError.FAILED.code(),
						"the handler failed: " + problem.getClass().getSimpleName());
				yield TaskOutcome.FAILED;
			}
		};
	}

	private void logProblem(String line, String problem) {
		long suppressed = this.problemLines.tryLine();
		if (suppressed != LogLimit.SUPPRESSED) {
			log.warn(line, problem, LogLimit.more(suppressed));
		}
	}

	/**
	 * What came of calling the handler.
	 *
	 * @param result the result, or null where there is none
	 * @param problem what was thrown, or null
	 * @param interrupted whether the handler was told that nobody waits any more
	 */
	private record Attempt(@Nullable TaskResult result, @Nullable Throwable problem, boolean interrupted) {

		boolean isBrokenOff() {
			return this.interrupted && this.result == null;
		}

		boolean isFailed() {
			return this.result == null && !isBrokenOff() && !(this.problem instanceof RespondException)
					&& !(this.problem instanceof MalformedBodyException);
		}

	}

}
