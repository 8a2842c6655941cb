package io.nowornever.benchmark.bare;

import java.io.IOException;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.MessageHandler;
import io.nats.client.Nats;
import io.nats.client.Options;

/**
 * A connection with the client library's default options, except that it logs nothing.
 *
 * @param nats the connection
 */
public record BareConnection(Connection nats) implements AutoCloseable {

	/**
	 * Connects.
	 * @param brokerUrl the broker
	 * @return the connection
	 * @throws IOException when the broker does not let us in
	 * @throws InterruptedException when the calling thread was told to end
	 */
	public static BareConnection open(String brokerUrl) throws IOException, InterruptedException {
		return new BareConnection(Nats.connect(Options.builder().server(brokerUrl).errorListener(new ErrorListener() {
		}).build()));
	}

	/**
	 * Joins a queue group; on return the broker knows of it.
	 * @param subject the subject
	 * @param queueGroup the group
	 * @param handler is called for each message
	 * @return the dispatcher
	 * @throws IOException when the connection broke
	 */
	public Dispatcher join(String subject, String queueGroup, MessageHandler handler) throws IOException {
		Dispatcher dispatcher = this.nats.createDispatcher(handler).subscribe(subject, queueGroup);
		this.nats.RTT();
		return dispatcher;
	}

	@Override
	public void close() {
		try {
			this.nats.close();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
