package io.nowornever.playground.lesson;

import java.io.IOException;

import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;

/**
 * What lessons need of a server: JetStream, for this user, with metadata of streams.
 */
final class JetStreamAccess {

	private static final String OLDEST = "2.11.0";

	private static final JetStreamOptions PATIENT = JetStreamOptions.builder()
		.requestTimeout(JetStreamCalls.LIMIT)
		.build();

	private JetStreamAccess() {
	}

	static ConsumerContext consumer(Connection connection, String stream, String name)
			throws IOException, JetStreamApiException {
		return connection.getConsumerContext(stream, name, PATIENT);
	}

	/**
	 * Asks the server.
	 * @param connection to the server
	 * @return the way to JetStream
	 * @throws RefusedException if the server lacks it, with what to do
	 * @throws IOException if the link is broken
	 */
	static JetStreamManagement require(Connection connection) throws IOException {
		String version = connection.getServerInfo().getVersion();
		if (connection.getServerInfo().isOlderThanVersion(OLDEST)) {
			throw new RefusedException("The nats-server is of version " + version + ", the lessons need " + OLDEST
					+ " or later: update it, or leave --nats.servers out to have one started");
		}
		JetStreamManagement management = connection.jetStreamManagement(PATIENT);
		try {
			management.getAccountStatistics();
			return management;
		}
		catch (JetStreamApiException ex) {
			throw new RefusedException("This user may not use JetStream (" + ex.getErrorDescription()
					+ "): enable it for the account, or leave --nats.servers out to have a server started");
		}
		catch (IOException ex) {
			if (connection.getStatus() == Connection.Status.CONNECTED && !Thread.currentThread().isInterrupted()) {
				throw new RefusedException("The nats-server has no JetStream: start it with nats-server -js,"
						+ " or leave --nats.servers out to have one started");
			}
			throw ex;
		}
	}

}
