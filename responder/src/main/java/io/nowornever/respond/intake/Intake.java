package io.nowornever.respond.intake;

import java.time.Instant;
import java.util.function.Supplier;

import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.Message;
import io.nowornever.common.connection.LinkListener;
import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.tracing.TracedRequest;
import io.nowornever.common.tracing.Tracing;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.common.wire.ServiceError;
import io.nowornever.respond.admission.Admission;
import io.nowornever.respond.admission.Arrival;
import io.nowornever.respond.admission.Verdict;
import io.nowornever.respond.outcome.Outcomes;
import io.nowornever.respond.outcome.TaskMetric;
import io.nowornever.respond.outcome.TaskMetrics;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.respond.reply.Replies;
import io.nowornever.respond.work.Line;
import io.nowornever.respond.work.QueueDelay;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives requests as a member of the queue group and passes them on: to the workers, or
 * to their end. Runs on the client library's dispatcher thread, and asks for the next
 * request only when the workers have a place for it; until then requests wait in the
 * client library.
 */
public final class Intake implements LinkListener {

	private static final Logger log = LoggerFactory.getLogger(Intake.class);

	private static final int LINES_PER_SECOND = 20;

	private final Admission admission;

	private final Line line;

	private final Replies replies;

	private final Outcomes outcomes;

	private final Tracing tracing;

	private final String subject;

	private final Membership membership;

	private final @Nullable GateKeeper gateKeeper;

	private final DiscoveryResponder discovery;

	private final LogLimit problemLines;

	/**
	 * Creates an intake that is not started.
	 * @param admission decides
	 * @param line where what is accepted waits
	 * @param delay tells when the line is long enough
	 * @param replies answer what is not
	 * @param outcomes records what becomes of requests
	 * @param metrics shows
	 * @param clock the monotonic clock
	 * @param started the time now, as people tell it
	 * @param settings the group to join, and what happens under overload
	 * @param tracing follows requests
	 */
	public Intake(Admission admission, Line line, QueueDelay delay, Replies replies, Outcomes outcomes,
			TaskMetrics metrics, NanoClock clock, Instant started, GroupSettings settings, Tracing tracing) {
		this.admission = admission;
		this.line = line;
		this.replies = replies;
		this.outcomes = outcomes;
		this.tracing = tracing;
		this.subject = settings.subject();
		this.problemLines = new LogLimit(clock, LINES_PER_SECOND);
		long pendingLimit = (settings.overload() == Overload.PENDING_LIMIT) ? settings.pendingLimit()
				: Consumer.DEFAULT_MAX_MESSAGES;
		this.membership = new Membership(settings.subject(), settings.queueGroup(), pendingLimit, this::receive);
		this.discovery = new DiscoveryResponder(settings, metrics, delay, replies, started);
		this.gateKeeper = (settings.overload() == Overload.GATE)
				? new GateKeeper(new Gate(settings.gate(), settings.maxAge()), this.membership, delay, clock) : null;
		line.countAlso(this.membership::pending);
		metrics.show(TaskMetric.BACKLOG, line::backlog);
		metrics.show(TaskMetric.BACKLOG_SECONDS, delay::backlogSeconds);
		metrics.countDropped(this.membership::dropped);
		metrics.show(TaskMetric.GATE_OPEN, () -> this.membership.isMember() ? 1 : 0);
		GateKeeper keeper = this.gateKeeper;
		metrics.count(TaskMetric.GATE_CLOSINGS, () -> (keeper != null) ? keeper.closings() : 0);
	}

	/**
	 * Joins the queue group, also before {@link #start()}: the link may stand sooner.
	 */
	@Override
	public void connected(Connection connection) {
		this.membership.connected(connection);
		this.discovery.connected(connection);
	}

	@Override
	public void lost(Connection connection) {
		this.membership.lost();
	}

	/**
	 * Keeps the gate from now on.
	 */
	public void start() {
		if (this.gateKeeper != null) {
			this.gateKeeper.start();
		}
	}

	/**
	 * Leaves the queue group and waits until everything that was taken has come to its
	 * end.
	 * @throws InterruptedException when the calling thread was told to end
	 */
	public void leave() throws InterruptedException {
		if (this.gateKeeper != null) {
			this.gateKeeper.stop();
		}
		this.discovery.end();
		this.membership.leave();
		this.outcomes.dropped(this.membership.dropped());
		this.line.awaitIdle();
	}

	/**
	 * How many requests wait in this process.
	 * @return the number, those at work not included
	 */
	public long waiting() {
		return this.line.backlog();
	}

	/**
	 * Tells where this responder is.
	 * @param linked whether a connection stands
	 * @return its place
	 */
	public GroupPlace place(boolean linked) {
		GateKeeper keeper = this.gateKeeper;
		return GroupPlace.of(linked, this.membership.isMember(), keeper != null && keeper.isFull(),
				keeper != null && keeper.isKeeping());
	}

	/**
	 * Called by one dispatcher's thread, or by two for the moment in which one that has
	 * left is still at its last request.
	 */
	private synchronized void receive(Message received) throws InterruptedException {
		ReceivedMessage message = ReceivedMessage.of(received);
		this.outcomes.received(message, this.membership::dropped);
		switch (this.admission.judge(message)) {
			case Verdict.Accept accept -> {
				this.line.add(followed(accept.arrival()));
				if (this.gateKeeper != null) {
					this.gateKeeper.accepted(accept.arrival().arrivedNanos());
				}
				this.line.awaitPlace();
			}
			case Verdict.Stale stale -> this.outcomes.ended(message, TaskOutcome.STALE);
			case Verdict.Busy busy -> {
				this.replies.busy(message);
				this.outcomes.ended(message, TaskOutcome.REFUSED);
			}
			case Verdict.Malformed malformed -> refuse(message, malformed.problem());
		}
	}

	private Arrival followed(Arrival arrival) {
		Supplier<TracedRequest> handling = this.tracing.arrived(this.subject, arrival.message());
		return (handling != null) ? arrival.followed(handling) : arrival;
	}

	private void refuse(ReceivedMessage message, String problem) {
		long suppressed = this.problemLines.tryLine();
		if (suppressed != LogLimit.SUPPRESSED) {
			log.warn("Malformed request, answered 400: {}{}", problem, LogLimit.more(suppressed));
		}
		this.replies.error(message, ServiceError.MALFORMED, problem);
		this.outcomes.ended(message, TaskOutcome.MALFORMED);
	}

}
