package io.nowornever.lab.throughput;

import java.time.Duration;

import io.nats.client.Connection;
import io.nowornever.lab.nats.LabServer;
import io.nowornever.lab.nats.ServerUnavailableException;

/**
 * What publisher and subscribers do alike with their connections.
 */
final class Links {

	static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

	/**
	 * Four times the library's default: fewer reads and writes for the same bytes.
	 */
	static final int BUFFER_BYTES = 256 * 1024;

	private Links() {
	}

	static ServerUnavailableException unavailable(LabServer server, Exception reason) {
		return new ServerUnavailableException(
				"The nats-server at " + server.address() + " does not do what the run needs: " + reason.getMessage());
	}

	/**
	 * Closes a connection, also when this thread was interrupted: its interruption is
	 * kept.
	 */
	static void close(Connection connection) {
		boolean interrupted = Thread.interrupted();
		try {
			connection.close();
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
