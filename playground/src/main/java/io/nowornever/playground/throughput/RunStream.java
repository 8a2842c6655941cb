package io.nowornever.playground.throughput;

import java.io.IOException;
import java.time.Duration;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;

/**
 * The stream of a JetStream run: in the server's memory, removed after the run.
 */
final class RunStream implements AutoCloseable {

	/**
	 * What a killed run leaves behind empties itself.
	 */
	private static final Duration LONGEST_LIFE = Duration.ofMinutes(30);

	private final JetStreamManagement management;

	private final String name;

	private RunStream(JetStreamManagement management, String name) {
		this.management = management;
		this.name = name;
	}

	static RunStream create(Connection connection, RunNames names) throws IOException, JetStreamApiException {
		JetStreamManagement management = connection.jetStreamManagement();
		management.addStream(StreamConfiguration.builder()
			.name(names.stream())
			.subjects(names.subject())
			.storageType(StorageType.Memory)
			.discardPolicy(DiscardPolicy.New)
			.maxAge(LONGEST_LIFE)
			.build());
		return new RunStream(management, names.stream());
	}

	@Override
	public void close() throws IOException, JetStreamApiException {
		this.management.deleteStream(this.name);
	}

}
