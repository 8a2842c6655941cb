package io.nowornever.playground.throughput;

import java.nio.charset.StandardCharsets;

import io.nats.client.Connection;
import io.nats.client.Message;

/**
 * Counts what a stream answers to the publisher, all of it on one reply subject: no
 * request is kept for a message, so nothing is allocated for it.
 */
final class Acknowledgements {

	private static final int STORED = 0;

	private static final int REFUSED = 1;

	/**
	 * How the acknowledgement of a stored message begins.
	 */
	private static final byte[] STREAM = "{\"stream\"".getBytes(StandardCharsets.US_ASCII);

	private final Counters counters = new Counters(2);

	private final String replyTo;

	private Acknowledgements(String replyTo) {
		this.replyTo = replyTo;
	}

	static Acknowledgements listen(Connection connection) {
		Acknowledgements acknowledgements = new Acknowledgements(connection.createInbox());
		connection.createDispatcher().subscribe(acknowledgements.replyTo, acknowledgements::count);
		return acknowledgements;
	}

	String replyTo() {
		return this.replyTo;
	}

	long stored() {
		return this.counters.get(STORED);
	}

	long refused() {
		return this.counters.get(REFUSED);
	}

	private void count(Message message) {
		this.counters.increment(isStored(message.getData()) ? STORED : REFUSED);
	}

	private static boolean isStored(byte[] answer) {
		if (answer.length < STREAM.length) {
			return false;
		}
		for (int at = 0; at < STREAM.length; at++) {
			if (answer[at] != STREAM[at]) {
				return false;
			}
		}
		return true;
	}

}
