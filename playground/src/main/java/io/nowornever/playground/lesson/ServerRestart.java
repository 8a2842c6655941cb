package io.nowornever.playground.lesson;

import io.nats.client.Connection;
import io.nowornever.playground.nats.PlaygroundServer;

/**
 * Restarts the server of a lesson, where that may be.
 */
@FunctionalInterface
public interface ServerRestart {

	/**
	 * Stops the server in good order and starts it again, on the same port and with what
	 * it has in files. All connections to it end.
	 * @return a new connection to it, which the lesson closes
	 * @throws NotRestartedException if it may not be restarted: it was left as it is
	 * @throws io.nowornever.testbed.TestbedException if it cannot be started again
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	Connection restart() throws InterruptedException;

	/**
	 * Restarts a server of one's own, and no other.
	 * @param server the server
	 * @param connectionName what the server calls the new connection
	 * @return the way to restart it
	 */
	static ServerRestart of(PlaygroundServer server, String connectionName) {
		if (!server.isOwn()) {
			return () -> {
				throw new NotRestartedException("others may use this server; leave --nats.servers out to see it");
			};
		}
		return () -> {
			server.restart();
			return server.connect((options) -> options.connectionName(connectionName));
		};
	}

}
