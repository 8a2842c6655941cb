package io.nowornever.respond.stream;

import java.nio.charset.StandardCharsets;

import io.nats.client.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a stream is told of a request that it has given to somebody.
 */
enum Signal {

	/**
	 * It has come to its end.
	 */
	DONE("+ACK"),

	/**
	 * It is being worked on: a sign of life.
	 */
	AT_WORK("+WPI"),

	/**
	 * It was not begun; another shall have it.
	 */
	GIVEN_BACK("-NAK");

	private static final Logger log = LoggerFactory.getLogger(Signal.class);

	private final String text;

	Signal(String text) {
		this.text = text;
	}

	/**
	 * Says it.
	 * @param connection where
	 * @param receipt of what, as the stream has told
	 * @return false if the connection is broken
	 */
	boolean send(Connection connection, String receipt) {
		try {
			connection.publish(receipt, this.text.getBytes(StandardCharsets.US_ASCII));
			return true;
		}
		catch (IllegalStateException ex) {
			log.debug("The link broke before a stream was told of a request", ex);
			return false;
		}
	}

}
