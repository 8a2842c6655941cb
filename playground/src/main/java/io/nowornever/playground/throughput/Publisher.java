package io.nowornever.playground.throughput;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nowornever.playground.nats.PlaygroundServer;
import org.jspecify.annotations.Nullable;

/**
 * The one that floods, on a connection of its own. All messages share one payload.
 */
final class Publisher implements AutoCloseable {

	/**
	 * Between two looks at the window and at the end of the run.
	 */
	private static final int BATCH = 128;

	/**
	 * A second bound inside the first would only make threads wait for one another.
	 */
	private static final int AS_MANY_AS_THE_WINDOW_LETS = 0;

	private static final Duration LONGEST_STALL = Duration.ofSeconds(30);

	private final Connection connection;

	private final RunNames names;

	private final byte[] payload;

	private final @Nullable RunStream stream;

	private final @Nullable Acknowledgements acknowledgements;

	private final Counters sent = new Counters(1);

	private Publisher(Connection connection, RunSettings settings, RunNames names)
			throws IOException, JetStreamApiException {
		this.connection = connection;
		this.names = names;
		this.payload = new byte[settings.payloadBytes()];
		boolean persists = settings.mode() == Mode.JETSTREAM;
		this.stream = persists ? RunStream.create(connection, names) : null;
		this.acknowledgements = persists ? Acknowledgements.listen(connection) : null;
	}

	/**
	 * Connects and makes the stream if one is needed.
	 */
	static Publisher open(PlaygroundServer server, RunSettings settings, RunNames names) throws InterruptedException {
		Connection connection = Links.open(server, "publisher", (options) -> {
			options.writeQueuePushTimeout(LONGEST_STALL);
			if (settings.isBounded()) {
				options.maxMessagesInOutgoingQueue(AS_MANY_AS_THE_WINDOW_LETS);
			}
		});
		boolean opened = false;
		try {
			requireRoom(connection, settings);
			Publisher publisher = new Publisher(connection, settings, names);
			opened = true;
			return publisher;
		}
		catch (IOException | JetStreamApiException ex) {
			throw Links.unavailable(server, ex);
		}
		finally {
			if (!opened) {
				PlaygroundServer.disconnect(connection);
			}
		}
	}

	/**
	 * Publishes until all is sent or the window says that the run is over.
	 * @param messages how many messages
	 * @param window how far it may be ahead
	 */
	void publish(int messages, Window window) {
		String subject = this.names.subject();
		String replyTo = (this.acknowledgements != null) ? this.acknowledgements.replyTo() : null;
		long count = 0;
		while (count < messages) {
			int room = window.awaitRoom(count);
			if (room == 0) {
				return;
			}
			long end = Math.min(messages, count + Math.min(room, BATCH));
			while (count < end) {
				try {
					this.connection.publish(subject, replyTo, this.payload);
				}
				catch (IllegalStateException ex) {
					this.sent.set(0, count);
					return;
				}
				count++;
			}
			this.sent.set(0, count);
		}
	}

	/**
	 * Waits until the server has everything.
	 * @param limit how long at most
	 */
	void flush(Duration limit) throws InterruptedException {
		try {
			this.connection.flush(limit);
		}
		catch (TimeoutException | IllegalStateException ex) {
			// What is not there yet is counted as left, or as lost with the link.
		}
	}

	long sent() {
		return this.sent.get(0);
	}

	/**
	 * What subscribers can get: all that was sent, or what the stream has stored.
	 */
	long available() {
		return (this.acknowledgements != null) ? this.acknowledgements.stored() : sent();
	}

	long refused() {
		return (this.acknowledgements != null) ? this.acknowledgements.refused() : 0;
	}

	boolean isCutOff() {
		return this.connection.getStatus() == Connection.Status.CLOSED;
	}

	@Override
	public void close() {
		try {
			if (this.stream != null && !isCutOff()) {
				this.stream.close();
			}
		}
		catch (IOException | JetStreamApiException ex) {
			// The stream empties itself.
		}
		finally {
			PlaygroundServer.disconnect(this.connection);
		}
	}

	private static void requireRoom(Connection connection, RunSettings settings) {
		long most = connection.getMaxPayload();
		if (most > 0 && settings.payloadBytes() > most) {
			throw RejectedSettingsException.of(SettingsText.PAYLOAD, settings.payloadBytes() + "B",
					"this nats-server takes at most " + most + " bytes a message");
		}
	}

}
