package io.nowornever.respond.intake;

import java.time.Instant;

import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.Message;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.respond.admission.Arrival;
import io.nowornever.respond.outcome.Outcomes;
import io.nowornever.respond.outcome.TaskMetric;
import io.nowornever.respond.outcome.TaskMetrics;
import io.nowornever.respond.reply.Replies;
import io.nowornever.respond.work.Line;
import io.nowornever.respond.work.QueueDelay;
import org.jspecify.annotations.Nullable;

/**
 * Receives requests as a member of the queue group and passes them on: to the workers, or
 * to their end. Runs on the client library's dispatcher thread, and asks for the next
 * request only when the workers have a place for it; until then requests wait in the
 * client library.
 */
public final class GroupIntake implements Intake {

	private final Reception reception;

	private final Line line;

	private final Outcomes outcomes;

	private final Membership membership;

	private final @Nullable GateKeeper gateKeeper;

	private final DiscoveryResponder discovery;

	/**
	 * Creates an intake that is not started.
	 * @param reception judges what comes
	 * @param line where what is accepted waits
	 * @param delay tells when the line is long enough
	 * @param replies answer questions about presence
	 * @param outcomes records what becomes of requests
	 * @param metrics shows
	 * @param clock the monotonic clock
	 * @param started the time now, as people tell it
	 * @param settings the group to join, and what happens under overload
	 */
	public GroupIntake(Reception reception, Line line, QueueDelay delay, Replies replies, Outcomes outcomes,
			TaskMetrics metrics, NanoClock clock, Instant started, GroupSettings settings) {
		this.reception = reception;
		this.line = line;
		this.outcomes = outcomes;
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

	@Override
	public void start() {
		if (this.gateKeeper != null) {
			this.gateKeeper.start();
		}
	}

	@Override
	public void leave() throws InterruptedException {
		if (this.gateKeeper != null) {
			this.gateKeeper.stop();
		}
		this.discovery.end();
		this.membership.leave();
		this.outcomes.dropped(this.membership.dropped());
		this.line.awaitIdle();
	}

	@Override
	public long waiting() {
		return this.line.backlog();
	}

	@Override
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
		Arrival accepted = this.reception.receive(message);
		if (accepted != null) {
			if (this.gateKeeper != null) {
				this.gateKeeper.accepted(accepted.arrivedNanos());
			}
			this.line.awaitPlace();
		}
	}

}
