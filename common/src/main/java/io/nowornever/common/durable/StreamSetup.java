package io.nowornever.common.durable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the stream of a subject's durable requests and its consumer where they are
 * missing. What is there is left as it is, also if it was set up otherwise, which is told
 * once. All methods block until the broker has answered; safe from any thread.
 */
public final class StreamSetup {

	/**
	 * How many requests a stream keeps until it is known how many can be done.
	 */
	public static final long FIRST_BOUND = 1_000;

	private static final Logger log = LoggerFactory.getLogger(StreamSetup.class);

	private static final Duration LIMIT = Duration.ofSeconds(2);

	private static final int STREAM_NOT_FOUND = 10059;

	private static final int STREAM_NAME_IN_USE = 10058;

	private static final int CONSUMER_EXISTS = 10148;

	/** The filter of a consumer of a work queue is not its own. */
	private static final int GROUP_TAKES_IT = 10100;

	private static final long UNLIMITED = -1;

	private static final long MOST_PULLS = 100_000;

	private final DurableSubject names;

	private final DurableSettings settings;

	private final Set<String> told = ConcurrentHashMap.newKeySet();

	/**
	 * Creates a set-up.
	 * @param names the subject and the stream
	 * @param settings how requests are kept
	 */
	public StreamSetup(DurableSubject names, DurableSettings settings) {
		this.names = names;
		this.settings = settings;
	}

	/**
	 * What manages streams.
	 * @param connection a connection that stands
	 * @return never waits longer than two seconds for an answer
	 * @throws IOException if the connection is broken
	 */
	public static JetStreamManagement management(Connection connection) throws IOException {
		return connection.jetStreamManagement(JetStreamOptions.builder().requestTimeout(LIMIT).build());
	}

	/**
	 * Makes the stream, unless there is one.
	 * @param connection a connection that stands
	 * @throws IOException if the broker does not answer
	 * @throws JetStreamApiException if the broker refuses
	 */
	public void makeStream(Connection connection) throws IOException, JetStreamApiException {
		JetStreamManagement management = management(connection);
		StreamConfiguration found = find(management);
		if (found == null) {
			try {
				management.addStream(wanted());
				log.info("Made the stream {} for {}", this.names.stream(), this.names.subject());
				return;
			}
			catch (JetStreamApiException ex) {
				if (ex.getApiErrorCode() != STREAM_NAME_IN_USE) {
					throw ex;
				}
				found = find(management);
			}
		}
		List<String> differences = (found != null) ? differences(found) : List.of();
		if (!differences.isEmpty()) {
			tellOnce("The stream " + this.names.stream() + " is there with other settings and is left as it is: "
					+ String.join("; ", differences) + ". Delete it, or change the settings durable.*");
		}
	}

	/**
	 * Makes the consumer that gives a group its tasks, unless there is one.
	 * @param connection a connection that stands
	 * @param group its name
	 * @throws IOException if the broker does not answer
	 * @throws JetStreamApiException if the broker refuses
	 */
	public void makeConsumer(Connection connection, String group) throws IOException, JetStreamApiException {
		try {
			management(connection).createConsumer(this.names.stream(), consumer(group));
		}
		catch (JetStreamApiException ex) {
			if (ex.getApiErrorCode() == GROUP_TAKES_IT) {
				throw new IOException("another group than " + group + " takes what the stream " + this.names.stream()
						+ " keeps; each request is done once, so there can be one group only", ex);
			}
			if (ex.getApiErrorCode() != CONSUMER_EXISTS) {
				throw ex;
			}
			tellOnce("The consumer " + group + " of the stream " + this.names.stream() + " is there with other settings"
					+ " and is left as it is. Delete it, or change durable.ack-wait and durable.max-deliver");
		}
	}

	private void tellOnce(String problem) {
		if (this.told.add(problem)) {
			log.error(problem);
		}
	}

	private @Nullable StreamConfiguration find(JetStreamManagement management)
			throws IOException, JetStreamApiException {
		try {
			return management.getStreamInfo(this.names.stream()).getConfiguration();
		}
		catch (JetStreamApiException ex) {
			if (ex.getApiErrorCode() == STREAM_NOT_FOUND) {
				return null;
			}
			throw ex;
		}
	}

	StreamConfiguration wanted() {
		return StreamConfiguration.builder()
			.name(this.names.stream())
			.description("Requests that wait to be done, none longer than somebody waits for them")
			.subjects(this.names.subject())
			.retentionPolicy(RetentionPolicy.WorkQueue)
			.discardPolicy(DiscardPolicy.New)
			.storageType(storage())
			.replicas(this.settings.replicas())
			.maxAge(this.settings.maxAge())
			.duplicateWindow(this.settings.maxAge())
			.maxMessages(this.settings.targetWait().isZero() ? UNLIMITED : FIRST_BOUND)
			.build();
	}

	/**
	 * In what a stream is not as it should be. Its bound is no difference: that moves.
	 */
	List<String> differences(StreamConfiguration found) {
		List<String> differences = new ArrayList<>();
		compare(differences, "subjects", found.getSubjects(), List.of(this.names.subject()));
		compare(differences, "retention", found.getRetentionPolicy(), RetentionPolicy.WorkQueue);
		compare(differences, "discard", found.getDiscardPolicy(), DiscardPolicy.New);
		compare(differences, "storage", found.getStorageType(), storage());
		compare(differences, "replicas", found.getReplicas(), this.settings.replicas());
		compare(differences, "max age", found.getMaxAge(), this.settings.maxAge());
		return differences;
	}

	private static void compare(List<String> differences, String what, @Nullable Object found, Object wanted) {
		if (!Objects.equals(found, wanted)) {
			differences.add(what + " " + found + ", wanted " + wanted);
		}
	}

	private StorageType storage() {
		return (this.settings.storage() == DurableSettings.Storage.FILE) ? StorageType.File : StorageType.Memory;
	}

	private ConsumerConfiguration consumer(String group) {
		return ConsumerConfiguration.builder()
			.durable(group)
			.filterSubject(this.names.subject())
			.ackPolicy(AckPolicy.Explicit)
			.ackWait(this.settings.ackWait())
			// One more than counts: who gets that one tells the requester.
			.maxDeliver(this.settings.maxDeliver() + 1)
			.maxAckPending(UNLIMITED)
			.maxPullWaiting(MOST_PULLS)
			.build();
	}

}
