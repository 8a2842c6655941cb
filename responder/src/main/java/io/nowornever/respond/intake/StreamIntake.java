package io.nowornever.respond.intake;

import java.io.IOException;
import java.time.Instant;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nowornever.common.connection.NatsLink;
import io.nowornever.common.durable.DurableSubject;
import io.nowornever.common.durable.StreamKeeper;
import io.nowornever.common.durable.StreamSetup;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.Receipt;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.respond.outcome.Outcomes;
import io.nowornever.respond.outcome.TaskMetric;
import io.nowornever.respond.outcome.TaskMetrics;
import io.nowornever.respond.reply.Replies;
import io.nowornever.respond.stream.BrokerClock;
import io.nowornever.respond.stream.Deference;
import io.nowornever.respond.stream.Deliveries;
import io.nowornever.respond.stream.StreamBound;
import io.nowornever.respond.stream.StreamPull;
import io.nowornever.respond.work.Line;
import io.nowornever.respond.work.QueueDelay;

/**
 * Takes requests from a stream, as many as its workers can use, and passes them on: to
 * the workers, or to their end. Each is acknowledged once it has come to its end and its
 * reply, if there is one, has been confirmed or repeated often enough.
 */
public final class StreamIntake implements Intake {

	private final GroupSettings settings;

	private final Reception reception;

	private final Line line;

	private final Outcomes outcomes;

	private final TaskMetrics metrics;

	private final Deliveries deliveries;

	private final StreamKeeper streams;

	private final StreamPull pull;

	private final StreamBound bound;

	private final Deference deference = new Deference();

	private final DiscoveryResponder discovery;

	/**
	 * Creates an intake that is not started.
	 * @param link to the broker
	 * @param names the stream
	 * @param reception judges what comes
	 * @param line where what is accepted waits
	 * @param delay tells how long that takes
	 * @param replies answer questions about presence
	 * @param outcomes records what becomes of requests
	 * @param metrics shows
	 * @param deliveries acknowledges
	 * @param clock the monotonic clock
	 * @param brokerClock is set by the broker's
	 * @param started the time now, as people tell it
	 * @param settings the consumer to take from
	 */
	public StreamIntake(NatsLink link, DurableSubject names, Reception reception, Line line, QueueDelay delay,
			Replies replies, Outcomes outcomes, TaskMetrics metrics, Deliveries deliveries, NanoClock clock,
			BrokerClock brokerClock, Instant started, GroupSettings settings) {
		this.settings = settings;
		this.reception = reception;
		this.line = line;
		this.outcomes = outcomes;
		this.metrics = metrics;
		this.deliveries = deliveries;
		this.streams = new StreamKeeper(clock);
		this.pull = new StreamPull(names, settings.queueGroup(), link.newInbox(), delay.workers(), delay::meanWorkNanos,
				this.deference, clock, this::receive, this.streams::repeat);
		this.discovery = new DiscoveryResponder(settings, metrics, delay, replies, started);
		this.bound = new StreamBound(link, names, settings.durable(), settings.service(), brokerClock,
				settings.queueGroup(), delay::meanWorkNanos, this.deference);
		StreamSetup setup = new StreamSetup(names, settings.durable());
		this.streams.keep((connection) -> prepare(setup, connection));
		outcomes.afterwards((request) -> {
			deliveries.ended(request);
			this.pull.ended();
		});
		metrics.show(TaskMetric.BACKLOG, line::backlog);
		metrics.show(TaskMetric.BACKLOG_SECONDS, delay::backlogSeconds);
		metrics.show(TaskMetric.STREAM_PENDING, this.deference::waiting);
	}

	private void prepare(StreamSetup setup, Connection connection) throws IOException, JetStreamApiException {
		if (this.settings.durable().create()) {
			setup.makeStream(connection);
			setup.makeConsumer(connection, this.settings.queueGroup());
		}
		this.pull.ready(connection);
	}

	@Override
	public void connected(Connection connection) {
		this.bound.connected();
		this.deliveries.connected(connection);
		this.discovery.connected(connection);
		this.pull.connected(connection);
		this.streams.connected(connection);
	}

	@Override
	public void lost(Connection connection) {
		this.streams.lost(connection);
		this.pull.lost();
	}

	@Override
	public void complained(String complaint) {
		this.bound.complained(complaint);
	}

	@Override
	public void start() {
		this.deliveries.start();
		this.pull.start();
		this.bound.start();
	}

	@Override
	public void leave() throws InterruptedException {
		this.bound.stop();
		this.discovery.end();
		this.pull.stop();
		this.line.awaitIdle();
		this.deliveries.stop();
	}

	@Override
	public long waiting() {
		return this.line.backlog();
	}

	@Override
	public GroupPlace place(boolean linked) {
		return GroupPlace.ofStream(linked, this.pull.isReady());
	}

	private void receive(ReceivedMessage request, Receipt receipt) {
		this.deference.waiting(receipt.pending());
		this.deliveries.begun(request);
		this.outcomes.delivered(request);
		if (receipt.deliveries() > 1) {
			this.metrics.redelivered();
		}
		if (receipt.deliveries() > this.settings.durable().maxDeliver()) {
			this.reception.abandon(request, receipt.deliveries());
		}
		else {
			this.reception.receive(request, false);
		}
	}

}
