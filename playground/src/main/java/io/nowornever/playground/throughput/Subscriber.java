package io.nowornever.playground.throughput;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import io.nats.client.Connection;
import io.nats.client.ConsumeOptions;
import io.nats.client.Consumer;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import io.nats.client.MessageHandler;
import io.nats.client.api.OrderedConsumerConfiguration;
import io.nowornever.playground.nats.PlaygroundServer;

/**
 * One subscriber on a connection of its own. Its handler counts and does nothing else, on
 * the one thread of the client library's dispatcher.
 */
final class Subscriber implements AutoCloseable {

	private static final String QUEUE_GROUP = "simulator";

	/**
	 * How much an ordered consumer asks for ahead.
	 */
	private static final int MOST_PULLED = 5_000;

	private static final int MOST_PULLED_BYTES = 8 << 20;

	/**
	 * What the client library holds for all subscribers of an unbounded run, as a share
	 * of this JVM's memory.
	 */
	private static final int SHARE_OF_MEMORY = 4;

	private static final int MESSAGE_BYTES = 400;

	private final Connection connection;

	private final Dispatcher dispatcher;

	private final Counters received;

	private final int number;

	private final boolean losesWhatIsDropped;

	private Subscriber(Connection connection, RunSettings settings, Counters received, int number) {
		this.connection = connection;
		this.received = received;
		this.number = number;
		this.losesWhatIsDropped = settings.mode() != Mode.JETSTREAM;
		this.dispatcher = connection.createDispatcher();
		limitWaiting(settings);
	}

	/**
	 * Connects and subscribes.
	 * @param server where
	 * @param settings what for
	 * @param names the subject and stream
	 * @param received where it counts
	 * @param number which of the counters is its own
	 * @return the subscriber, known to the server
	 */
	static Subscriber open(PlaygroundServer server, RunSettings settings, RunNames names, Counters received, int number)
			throws InterruptedException {
		Connection connection = Links.open(server, "subscriber-" + (number + 1), (options) -> {
		});
		boolean opened = false;
		try {
			Subscriber subscriber = new Subscriber(connection, settings, received, number);
			subscriber.subscribe(settings, names);
			connection.flush(Links.ANSWER_LIMIT);
			opened = true;
			return subscriber;
		}
		catch (IOException | TimeoutException | JetStreamApiException ex) {
			throw Links.unavailable(server, ex);
		}
		finally {
			if (!opened) {
				PlaygroundServer.disconnect(connection);
			}
		}
	}

	long received() {
		return this.received.get(this.number);
	}

	/**
	 * What was lost because too much was waiting for the handler.
	 */
	long dropped() {
		return this.losesWhatIsDropped ? this.dispatcher.getDroppedCount() : 0;
	}

	/**
	 * Whether the connection has ended, as the server does to clients that read too
	 * slowly.
	 */
	boolean isCutOff() {
		return this.connection.getStatus() == Connection.Status.CLOSED;
	}

	RunResult.Subscribed result() {
		return new RunResult.Subscribed(received(), dropped(), isCutOff());
	}

	@Override
	public void close() {
		PlaygroundServer.disconnect(this.connection);
	}

	private void subscribe(RunSettings settings, RunNames names) throws IOException, JetStreamApiException {
		MessageHandler handler = handler((this.number == 0) ? settings.slowMicros() : 0);
		switch (settings.mode()) {
			case FAN_OUT -> this.dispatcher.subscribe(names.subject(), handler);
			case QUEUE -> this.dispatcher.subscribe(names.subject(), QUEUE_GROUP, handler);
			case JETSTREAM -> this.connection.getStreamContext(names.stream())
				.createOrderedConsumer(new OrderedConsumerConfiguration())
				.consume(ConsumeOptions.builder().batchSize(pulledAhead(settings.payloadBytes())).build(),
						this.dispatcher, handler);
		}
	}

	private MessageHandler handler(int slowMicros) {
		if (slowMicros == 0) {
			return (message) -> this.received.increment(this.number);
		}
		long workNanos = TimeUnit.MICROSECONDS.toNanos(slowMicros);
		return (message) -> {
			long began = System.nanoTime();
			for (long left = workNanos; left > 0; left = workNanos - (System.nanoTime() - began)) {
				LockSupport.parkNanos(this, left);
			}
			this.received.increment(this.number);
		};
	}

	/**
	 * In a bounded run the window is the limit, and in a stream nothing need be dropped.
	 */
	private void limitWaiting(RunSettings settings) {
		if (settings.isBounded()) {
			this.dispatcher.setPendingLimits(0, 0);
			return;
		}
		long bytes = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY / settings.subscribers();
		this.dispatcher.setPendingLimits(
				Math.min(Consumer.DEFAULT_MAX_MESSAGES, bytes / (settings.payloadBytes() + MESSAGE_BYTES)),
				Math.min(Consumer.DEFAULT_MAX_BYTES, bytes));
	}

	private static int pulledAhead(int payloadBytes) {
		return Math.clamp(MOST_PULLED_BYTES / (payloadBytes + MESSAGE_BYTES), 1, MOST_PULLED);
	}

}
