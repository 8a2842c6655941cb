package io.nowornever.respond.work;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.shutdown.OutOfMemory;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.MalformedBodyException;
import io.nowornever.common.wire.RequestHeaders;
import io.nowornever.common.wire.ServiceError;
import io.nowornever.common.wire.TaskJson;
import io.nowornever.common.wire.TaskRequest;
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
public final class TaskRunner {

	private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);

	private static final int LINES_PER_SECOND = 20;

	private final TaskHandler handler;

	private final Replies replies;

	private final TaskMetrics metrics;

	private final NanoClock clock;

	private final ServiceTime serviceTime;

	private final Timeliness timeliness;

	private final LogLimit takenLines;

	private final LogLimit problemLines;

	/**
	 * Creates a runner.
	 * @param handler does a task
	 * @param replies answers
	 * @param metrics measures
	 * @param clock the monotonic clock
	 * @param serviceTime how long a task takes, learned from each
	 * @param timeliness decides whether a task is still worth doing
	 */
	public TaskRunner(TaskHandler handler, Replies replies, TaskMetrics metrics, NanoClock clock,
			ServiceTime serviceTime, Timeliness timeliness) {
		this.handler = handler;
		this.replies = replies;
		this.metrics = metrics;
		this.clock = clock;
		this.serviceTime = serviceTime;
		this.timeliness = timeliness;
		this.takenLines = new LogLimit(clock, LINES_PER_SECOND);
		this.problemLines = new LogLimit(clock, LINES_PER_SECOND);
	}

	/**
	 * Does what the request's turn brings.
	 * @param arrival the request
	 * @param begin the monotonic clock at its turn
	 * @param backlog tells how many wait, for the log
	 * @return what became of it
	 */
	TaskOutcome run(Arrival arrival, long begin, LongSupplier backlog) {
		this.metrics.pickedUp(arrival.ageNanos(begin));
		return switch (this.timeliness.onTurn(arrival, begin)) {
			case STALE -> TaskOutcome.STALE;
			case TOO_LATE -> {
				this.replies.busy(arrival.message());
				yield TaskOutcome.REFUSED;
			}
			case WORTHWHILE -> work(arrival, begin, backlog);
		};
	}

	private TaskOutcome work(Arrival arrival, long begin, LongSupplier backlog) {
		byte[] body = arrival.message().body();
		try {
			TaskRequest request = TaskJson.readRequest(body);
			String taskId = taskId(arrival, request);
			logTaken(arrival, request, taskId, begin, backlog);
			return work(arrival, new Task(taskId, request.userId(), body, arrival.remainingNanos(begin)), begin);
		}
		catch (MalformedBodyException ex) {
			logProblem("Malformed request, answered 400: {}{}", ex.problem());
			this.replies.error(arrival, ServiceError.MALFORMED, ex.problem());
			return TaskOutcome.MALFORMED;
		}
	}

	private static @Nullable String taskId(Arrival arrival, TaskRequest request) throws MalformedBodyException {
		if (arrival.taskId() != null) {
			return arrival.taskId();
		}
		String taskId = request.taskId();
		if (taskId != null && !RequestHeaders.isTaskId(taskId)) {
			throw new MalformedBodyException("task_id must be 1 to 128 printable ASCII characters");
		}
		return taskId;
	}

	private TaskOutcome work(Arrival arrival, Task task, long begin) {
		Throwable problem = handle(task);
		long workedNanos = worked(begin);
		if (problem != null) {
			return failed(arrival, task.taskId(), problem);
		}
		boolean inTime = !arrival.isStale(this.clock.nanoTime());
		boolean answered = this.replies.answer(arrival, task.taskId(), task.userId(), arrival.waitedNanos(begin),
				workedNanos);
		return (inTime && answered) ? TaskOutcome.ANSWERED : TaskOutcome.LATE;
	}

	/**
	 * A thread that the handler leaves interrupted could neither answer nor go on.
	 */
	private @Nullable Throwable handle(Task task) {
		try {
			this.handler.handle(task);
			return null;
		}
		catch (Throwable ex) {
			OutOfMemory.check(ex);
			return ex;
		}
		finally {
			Thread.interrupted();
		}
	}

	private long worked(long begin) {
		long tookNanos = this.clock.nanoTime() - begin;
		this.metrics.worked(tookNanos);
		this.serviceTime.took(tookNanos);
		return tookNanos;
	}

	private TaskOutcome failed(Arrival arrival, @Nullable String taskId, Throwable cause) {
		long suppressed = this.problemLines.tryLine();
		if (suppressed != LogLimit.SUPPRESSED) {
			log.warn("The handler failed on task {}, answered 500{}", taskId, LogLimit.more(suppressed), cause);
		}
		this.replies.error(arrival, ServiceError.FAILED, "the handler failed: " + cause.getClass().getSimpleName());
		return TaskOutcome.FAILED;
	}

	private void logTaken(Arrival arrival, TaskRequest request, @Nullable String taskId, long now,
			LongSupplier backlog) {
		if (log.isInfoEnabled()) {
			long suppressed = this.takenLines.tryLine();
			if (suppressed != LogLimit.SUPPRESSED) {
				log.info("Taken: task {} of user {}, {} ms old; {} waiting here{}", taskId, request.userId(),
						TimeUnit.NANOSECONDS.toMillis(arrival.ageNanos(now)), backlog.getAsLong(),
						LogLimit.more(suppressed));
			}
		}
	}

	private void logProblem(String line, String problem) {
		long suppressed = this.problemLines.tryLine();
		if (suppressed != LogLimit.SUPPRESSED) {
			log.warn(line, problem, LogLimit.more(suppressed));
		}
	}

}
