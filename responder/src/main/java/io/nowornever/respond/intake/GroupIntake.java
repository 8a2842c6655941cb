package io.nowornever.respond.intake;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.Message;
import io.nowornever.common.load.LoadSubjects;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.respond.admission.Arrival;
import io.nowornever.respond.load.Advertiser;
import io.nowornever.respond.outcome.Outcomes;
import io.nowornever.respond.outcome.TaskMetric;
import io.nowornever.respond.outcome.TaskMetrics;
import io.nowornever.respond.reply.Replies;
import io.nowornever.respond.work.Line;
import io.nowornever.respond.work.Pace;
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

	private final @Nullable Advertiser advertiser;

	/** In the group, and on this consumer's own subject where it tells its load. */
	private final List<Membership> memberships;

	private final LongAdder chosen = new LongAdder();

	/**
	 * Creates an intake that is not started.
	 * @param reception judges what comes
	 * @param line where what is accepted waits
	 * @param pace tells when the line is long enough
	 * @param replies answer questions about presence
	 * @param outcomes records what becomes of requests
	 * @param metrics shows
	 * @param clock the monotonic clock
	 * @param started the time now, as people tell it
	 * @param settings the group to join, and what happens under overload
	 * @param advertiser tells of this consumer's load; null where nobody shall choose it
	 */
	public GroupIntake(Reception reception, Line line, Pace pace, Replies replies, Outcomes outcomes,
			TaskMetrics metrics, NanoClock clock, Instant started, GroupSettings settings,
			@Nullable Advertiser advertiser) {
		QueueDelay delay = pace.delay();
		this.reception = reception;
		this.line = line;
		this.outcomes = outcomes;
		long pendingLimit = (settings.overload() == Overload.PENDING_LIMIT) ? settings.pendingLimit()
				: Consumer.DEFAULT_MAX_MESSAGES;
		this.membership = new Membership(settings.subject(), settings.queueGroup(), pendingLimit,
				(message) -> receive(message, false));
		// In a group there too: names may be given twice.
		this.memberships = (advertiser != null)
				? List
					.of(this.membership,
							new Membership(LoadSubjects.direct(settings.subject(), settings.name()),
									settings.queueGroup(), pendingLimit, (message) -> receive(message, true)))
				: List.of(this.membership);
		this.advertiser = advertiser;
		if (advertiser != null) {
			pace.afterwards(advertiser::changed);
			replies.tell(advertiser::header);
			metrics.show(TaskMetric.WAIT_SECONDS, () -> delay.nanos(clock.nanoTime()) / 1e9);
			metrics.show(TaskMetric.WAIT_LIMIT_SECONDS, () -> pace.limitNanos() / 1e9);
			metrics.count(TaskMetric.ADVERTS, advertiser::adverts);
			metrics.count(TaskMetric.CHOSEN, this.chosen::sum);
		}
		this.discovery = new DiscoveryResponder(settings, metrics, delay, replies, started);
		this.gateKeeper = (settings.overload() == Overload.GATE)
				? new GateKeeper(new Gate(settings.gate(), settings.maxAge()), this.membership, delay, clock) : null;
		line.countAlso(() -> sum(Membership::pending));
		metrics.show(TaskMetric.BACKLOG, line::backlog);
		metrics.show(TaskMetric.BACKLOG_SECONDS, delay::backlogSeconds);
		metrics.countDropped(this::dropped);
		metrics.show(TaskMetric.GATE_OPEN, () -> this.membership.isMember() ? 1 : 0);
		GateKeeper keeper = this.gateKeeper;
		metrics.count(TaskMetric.GATE_CLOSINGS, () -> (keeper != null) ? keeper.closings() : 0);
	}

	/**
	 * Joins the queue group, also before {@link #start()}: the link may stand sooner.
	 */
	@Override
	public void connected(Connection connection) {
		this.memberships.forEach((each) -> each.connected(connection));
		this.discovery.connected(connection);
	}

	@Override
	public void lost(Connection connection) {
		this.memberships.forEach(Membership::lost);
	}

	@Override
	public void start() {
		if (this.gateKeeper != null) {
			this.gateKeeper.start();
		}
		if (this.advertiser != null) {
			this.advertiser.start();
		}
	}

	@Override
	public void leave() throws InterruptedException {
		if (this.gateKeeper != null) {
			this.gateKeeper.stop();
		}
		if (this.advertiser != null) {
			this.advertiser.stop();
		}
		this.discovery.end();
		for (Membership each : this.memberships) {
			each.leave();
		}
		this.outcomes.dropped(dropped());
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
	 * Called by a dispatcher's thread for each subject, or by one more for the moment in
	 * which one that has left is still at its last request.
	 */
	private synchronized void receive(Message received, boolean direct) throws InterruptedException {
		ReceivedMessage message = ReceivedMessage.of(received);
		this.outcomes.received(message, this::dropped);
		if (direct) {
			this.chosen.increment();
		}
		Arrival accepted = this.reception.receive(message, direct);
		if (accepted != null) {
			if (this.gateKeeper != null) {
				this.gateKeeper.accepted(accepted.arrivedNanos());
			}
			if (this.advertiser != null) {
				this.advertiser.changed();
			}
			this.line.awaitPlace();
		}
	}

	private long dropped() {
		return sum(Membership::dropped);
	}

	private long sum(ToLongFunction<Membership> figure) {
		return this.memberships.stream().mapToLong(figure).sum();
	}

}
