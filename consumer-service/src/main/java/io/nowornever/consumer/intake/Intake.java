package io.nowornever.consumer.intake;

import java.time.Duration;
import java.util.concurrent.ExecutionException;

import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nowornever.common.connection.LinkListener;
import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.common.wire.ServiceError;
import io.nowornever.common.wire.Subjects;
import io.nowornever.consumer.admission.Admission;
import io.nowornever.consumer.admission.Verdict;
import io.nowornever.consumer.outcome.TaskMetric;
import io.nowornever.consumer.outcome.TaskMetrics;
import io.nowornever.consumer.outcome.TaskOutcome;
import io.nowornever.consumer.reply.Replies;
import io.nowornever.consumer.work.Workers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Receives requests as a member of the queue group and passes them on: to the workers, or
 * to their end. Runs on the client library's dispatcher thread, and asks for the next
 * request only when the workers have a place for it; until then requests wait in the
 * client library.
 */
public final class Intake implements LinkListener, SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Intake.class);

	private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);

	private static final long NO_LIMIT = 0;

	private static final int LINES_PER_SECOND = 20;

	private final Admission admission;

	private final Workers workers;

	private final Replies replies;

	private final TaskMetrics metrics;

	private final String queueGroup;

	private final long pendingLimit;

	private final LogLimit problemLines;

	private volatile @Nullable Dispatcher dispatcher;

	private volatile boolean running;

	private volatile boolean leaving;

	private long droppedBefore;

	/**
	 * Creates an intake that is not started.
	 * @param admission decides
	 * @param workers do what is accepted
	 * @param replies answer what is malformed
	 * @param metrics counts
	 * @param clock the monotonic clock
	 * @param queueGroup the group to join
	 * @param pendingLimit how many requests the client library may hold before it drops
	 */
	Intake(Admission admission, Workers workers, Replies replies, TaskMetrics metrics, NanoClock clock,
			String queueGroup, long pendingLimit) {
		this.admission = admission;
		this.workers = workers;
		this.replies = replies;
		this.metrics = metrics;
		this.queueGroup = queueGroup;
		this.pendingLimit = pendingLimit;
		this.problemLines = new LogLimit(clock, LINES_PER_SECOND);
		workers.countAlso(this::pending);
		metrics.countDropped(this::dropped);
		metrics.show(TaskMetric.GATE_OPEN, () -> this.leaving ? 0 : 1);
		metrics.count(TaskMetric.GATE_CLOSINGS, () -> 0);
	}

	/**
	 * Joins the queue group, also before {@link #start()}: the link may stand sooner.
	 */
	@Override
	public synchronized void connected(Connection connection) {
		if (!this.leaving) {
			join(connection);
		}
	}

	@Override
	public void lost(Connection connection) {
		// The dispatcher ends with its connection; a new one comes with the next.
	}

	@Override
	public void start() {
		this.running = true;
	}

	/**
	 * Leaves the queue group and waits until everything that was taken has come to its
	 * end.
	 */
	@Override
	public void stop(Runnable callback) {
		Thread.ofVirtual().name("drain").start(() -> {
			leave();
			callback.run();
		});
	}

	@Override
	public void stop() {
		leave();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	private void join(Connection connection) {
		Dispatcher previous = this.dispatcher;
		if (previous != null) {
			this.droppedBefore += previous.getDroppedCount();
		}
		Dispatcher joining = connection.createDispatcher(this::receive);
		joining.setPendingLimits(this.pendingLimit,
				(this.pendingLimit == Consumer.DEFAULT_MAX_MESSAGES) ? Consumer.DEFAULT_MAX_BYTES : NO_LIMIT);
		joining.subscribe(Subjects.TASKS_NOW, this.queueGroup);
		this.dispatcher = joining;
		log.info("Joined queue group {} on {}", this.queueGroup, Subjects.TASKS_NOW);
	}

	private void receive(Message received) throws InterruptedException {
		ReceivedMessage message = ReceivedMessage.of(received);
		switch (this.admission.judge(message)) {
			case Verdict.Accept accept -> {
				this.workers.accept(accept.arrival());
				this.workers.awaitPlace();
			}
			case Verdict.Stale stale -> this.metrics.handled(TaskOutcome.STALE);
			case Verdict.Malformed malformed -> refuse(message, malformed.problem());
		}
	}

	private void refuse(ReceivedMessage message, String problem) {
		long suppressed = this.problemLines.tryLine();
		if (suppressed != LogLimit.SUPPRESSED) {
			log.warn("Malformed request, answered 400: {}{}", problem, LogLimit.more(suppressed));
		}
		this.replies.error(message, ServiceError.MALFORMED, problem);
		this.metrics.handled(TaskOutcome.MALFORMED);
	}

	private void leave() {
		Dispatcher member;
		synchronized (this) {
			this.leaving = true;
			member = this.dispatcher;
		}
		try {
			if (member != null && member.isActive()) {
				member.drain(DRAIN_LIMIT).get();
			}
			this.workers.awaitIdle();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IllegalStateException | ExecutionException ex) {
			log.debug("The link broke while leaving the queue group", ex);
		}
		finally {
			this.running = false;
		}
	}

	private long pending() {
		Dispatcher current = this.dispatcher;
		return (current != null) ? current.getPendingMessageCount() : 0;
	}

	private synchronized long dropped() {
		Dispatcher current = this.dispatcher;
		return this.droppedBefore + ((current != null) ? current.getDroppedCount() : 0);
	}

}
