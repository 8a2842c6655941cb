package io.nowornever.consumer.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.MalformedBodyException;
import io.nowornever.common.wire.RequestHeaders;
import io.nowornever.common.wire.ServiceError;
import io.nowornever.common.wire.TaskJson;
import io.nowornever.common.wire.TaskRequest;
import io.nowornever.consumer.admission.Arrival;
import io.nowornever.consumer.admission.Forecast;
import io.nowornever.consumer.outcome.Outcomes;
import io.nowornever.consumer.outcome.TaskMetric;
import io.nowornever.consumer.outcome.TaskMetrics;
import io.nowornever.consumer.outcome.TaskOutcome;
import io.nowornever.consumer.reply.Replies;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Does the requests that were accepted: a line in which they wait, and as many virtual
 * threads as tasks may be worked on at once.
 *
 * <p>
 * There is a limited number of places, in the line and at work together. A request has
 * its place until it has come to its end, so all places free means that nothing is left
 * to do.
 */
public final class Workers implements Forecast, SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Workers.class);

	private static final int PHASE = NatsLink.PHASE + 1000;

	private static final int LINES_PER_SECOND = 20;

	private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private final TaskHandler handler;

	private final Replies replies;

	private final Outcomes outcomes;

	private final TaskMetrics metrics;

	private final NanoClock clock;

	private final int workers;

	private final boolean skipStale;

	private final boolean refusing;

	private final WorkAhead ahead;

	private final int places;

	private final Semaphore free;

	private final BlockingQueue<Arrival> line = new LinkedBlockingQueue<>();

	private final ServiceTime serviceTime;

	private final LogLimit takenLines;

	private final LogLimit problemLines;

	private final List<Thread> threads = new ArrayList<>();

	private volatile LongSupplier notYetTaken = () -> 0;

	private volatile boolean running;

	/**
	 * Creates workers that are not started.
	 * @param handler does a task
	 * @param replies answers
	 * @param outcomes records what becomes of requests
	 * @param metrics measures
	 * @param clock the monotonic clock
	 * @param workers how many tasks are worked on at once
	 * @param lineCapacity how many requests may wait in the line
	 * @param serviceTime how long a task takes, as far as it is known beforehand
	 * @param skipStale whether a task is skipped for which nobody waits any more
	 * @param refusing whether a task that waited is answered busy when it could not be
	 * done in time any more
	 */
	Workers(TaskHandler handler, Replies replies, Outcomes outcomes, TaskMetrics metrics, NanoClock clock, int workers,
			int lineCapacity, ServiceTime serviceTime, boolean skipStale, boolean refusing) {
		this.handler = handler;
		this.replies = replies;
		this.outcomes = outcomes;
		this.metrics = metrics;
		this.clock = clock;
		this.workers = workers;
		this.skipStale = skipStale;
		this.refusing = refusing;
		this.ahead = new WorkAhead(workers, serviceTime, clock.nanoTime());
		this.places = workers + lineCapacity;
		this.free = new Semaphore(this.places);
		this.serviceTime = serviceTime;
		this.takenLines = new LogLimit(clock, LINES_PER_SECOND);
		this.problemLines = new LogLimit(clock, LINES_PER_SECOND);
		metrics.show(TaskMetric.BACKLOG, this::backlog);
		metrics.show(TaskMetric.BACKLOG_SECONDS, this::backlogSeconds);
	}

	/**
	 * Takes a request, waiting for a place if there is none.
	 * @param arrival the request
	 */
	public void accept(Arrival arrival) {
		this.free.acquireUninterruptibly();
		this.line.add(arrival);
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

	@Override
	public void start() {
		this.running = true;
		for (int i = 1; i <= this.workers; i++) {
			int worker = i - 1;
			this.threads.add(Thread.ofVirtual().name("worker-" + i).start(() -> run(worker)));
		}
	}

	@Override
	public void stop() {
		this.running = false;
		this.threads.forEach(Thread::interrupt);
		this.threads.clear();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	private void run(int worker) {
		try {
			while (this.running) {
				Arrival next = this.line.take();
				long begin = this.clock.nanoTime();
				this.ahead.begun(worker, begin);
				try {
					this.outcomes.ended(next.message(), pickUp(next, begin));
				}
				finally {
					this.ahead.ended(worker);
					this.free.release();
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private TaskOutcome pickUp(Arrival arrival, long begin) {
		this.outcomes.taken(arrival.message());
		this.metrics.pickedUp(arrival.ageNanos(begin));
		if (this.skipStale && arrival.isStale(begin)) {
			return TaskOutcome.STALE;
		}
		if (this.refusing && arrival.waitedNanos(begin) > FRESH_NANOS
				&& arrival.remainingNanos(begin) < mostWorkNanos()) {
			this.replies.busy(arrival.message());
			return TaskOutcome.REFUSED;
		}
		byte[] body = arrival.message().body();
		try {
			TaskRequest request = TaskJson.readRequest(body);
			String taskId = taskId(arrival, request);
			logTaken(arrival, request, taskId, begin);
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
		try {
			this.handler.handle(task);
		}
		catch (Throwable ex) {
			worked(begin);
			return failed(arrival, task.taskId(), ex);
		}
		long workedNanos = worked(begin);
		boolean inTime = !arrival.isStale(this.clock.nanoTime());
		this.ahead.answered(inTime);
		boolean answered = this.replies.answer(arrival, task.taskId(), task.userId(), arrival.waitedNanos(begin),
				workedNanos);
		return (inTime && answered) ? TaskOutcome.ANSWERED : TaskOutcome.LATE;
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

	private void logTaken(Arrival arrival, TaskRequest request, @Nullable String taskId, long now) {
		if (log.isInfoEnabled()) {
			long suppressed = this.takenLines.tryLine();
			if (suppressed != LogLimit.SUPPRESSED) {
				log.info("Taken: task {} of user {}, {} ms old; {} waiting here{}", taskId, request.userId(),
						TimeUnit.NANOSECONDS.toMillis(arrival.ageNanos(now)), backlog(), LogLimit.more(suppressed));
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
