package io.nowornever.playground.lesson;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;

/**
 * Interrupts a lesson's thread when its link breaks: a call under way could wait long for
 * an answer that cannot come any more.
 */
final class LinkWatch implements ConnectionListener {

	private final Connection connection;

	private final Thread teacher;

	private boolean watching = true;

	private boolean broken;

	private LinkWatch(Connection connection, Thread teacher) {
		this.connection = connection;
		this.teacher = teacher;
	}

	/**
	 * Watches for the calling thread.
	 */
	static LinkWatch start(Connection connection) {
		LinkWatch watch = new LinkWatch(connection, Thread.currentThread());
		connection.addConnectionListener(watch);
		return watch;
	}

	@Override
	@Deprecated
	public synchronized void connectionEvent(Connection source, Events event) {
		if (this.watching && (event == Events.DISCONNECTED || event == Events.CLOSED)) {
			this.watching = false;
			this.broken = true;
			this.teacher.interrupt();
		}
	}

	/**
	 * A call under way may fail before the event of the break comes.
	 */
	synchronized boolean isBroken() {
		return this.broken || this.connection.getStatus() != Connection.Status.CONNECTED;
	}

	/**
	 * Ends the watch, and the interruption if it was this that interrupted.
	 */
	synchronized void end() {
		this.watching = false;
		this.connection.removeConnectionListener(this);
		if (this.broken) {
			Thread.interrupted();
		}
	}

}
