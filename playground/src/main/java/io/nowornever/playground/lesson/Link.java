package io.nowornever.playground.lesson;

import java.io.IOException;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nowornever.playground.nats.PlaygroundServer;
import org.jspecify.annotations.Nullable;

/**
 * A lesson's link to its server, and a watch over it. A lesson that has its server
 * restarted goes on with a new connection. For the lesson's thread.
 */
final class Link implements AutoCloseable {

	private final ServerRestart restart;

	private Connection connection;

	private @Nullable Connection renewed;

	private JetStreamManagement management;

	private LinkWatch watch;

	private Link(Connection given, JetStreamManagement management, ServerRestart restart) {
		this.restart = restart;
		this.connection = given;
		this.management = management;
		this.watch = LinkWatch.start(given);
	}

	/**
	 * Begins the watch.
	 * @throws RefusedException if the server lacks what lessons need
	 * @throws IOException if the link is broken
	 */
	static Link open(Connection given, ServerRestart restart) throws IOException {
		return new Link(given, JetStreamAccess.require(given), restart);
	}

	Connection connection() {
		return this.connection;
	}

	JetStreamManagement management() {
		return this.management;
	}

	boolean isBroken() {
		return this.watch.isBroken();
	}

	/**
	 * Has the server restarted, and connects anew.
	 * @throws NotRestartedException if it may not be: nothing has changed
	 */
	void renew() throws IOException, InterruptedException {
		this.watch.end();
		try {
			Connection next = this.restart.restart();
			close();
			this.renewed = next;
			this.connection = next;
			this.management = JetStreamAccess.require(next);
		}
		finally {
			this.watch = LinkWatch.start(this.connection);
		}
	}

	void endWatch() {
		this.watch.end();
	}

	/**
	 * Closes a connection that was made anew; the given one is its owner's.
	 */
	@Override
	public void close() {
		if (this.renewed != null) {
			PlaygroundServer.disconnect(this.renewed);
		}
	}

}
