package io.nowornever.playground.lesson;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import org.jspecify.annotations.Nullable;

/**
 * The streams that one run of a lesson made. Each carries the run's id in its metadata,
 * and while the run lasts it answers on a subject of that id: so what a killed run left
 * behind is told from what another run is using, and both from what others made.
 */
final class OwnStreams implements AutoCloseable {

	static final String RUN = "now-or-never-lesson-run";

	private static final String PRESENCE = "now-or-never.lesson.run.";

	private static final long PRESENCE_LIMIT_SECONDS = 5;

	private static final int STREAM_NOT_FOUND = 10_059;

	private static final int NAME_IN_USE = 10_058;

	private static final int SUBJECTS_OVERLAP = 10_065;

	private final String run = UUID.randomUUID().toString();

	private final List<String> names = new ArrayList<>();

	private final Link link;

	private Connection presentOn;

	private Dispatcher presence;

	OwnStreams(Link link) {
		this.link = link;
		this.presentOn = link.connection();
		this.presence = answerOn(this.presentOn);
	}

	/**
	 * Shows the run's presence on a link that was made anew.
	 */
	void showPresence() {
		close();
		this.presentOn = this.link.connection();
		this.presence = answerOn(this.presentOn);
	}

	private Dispatcher answerOn(Connection connection) {
		Dispatcher dispatcher = connection
			.createDispatcher((message) -> connection.publish(message.getReplyTo(), new byte[0]));
		dispatcher.subscribe(PRESENCE + this.run);
		return dispatcher;
	}

	/**
	 * Makes a stream, in the place of one that a killed run left.
	 * @throws RefusedException if its name or its subjects belong to somebody else's
	 */
	StreamInfo create(StreamConfiguration configuration)
			throws IOException, JetStreamApiException, InterruptedException {
		String name = configuration.getName();
		requireFree(name);
		this.names.add(name);
		try {
			return this.link.management()
				.addStream(StreamConfiguration.builder(configuration).metadata(Map.of(RUN, this.run)).build());
		}
		catch (JetStreamApiException ex) {
			this.names.remove(name);
			if (ex.getApiErrorCode() == NAME_IN_USE) {
				throw foreign(name);
			}
			if (ex.getApiErrorCode() == SUBJECTS_OVERLAP) {
				throw new RefusedException("A stream that this lesson did not make already takes messages of "
						+ String.join(", ", configuration.getSubjects())
						+ ". It is left untouched: use another server, or leave --nats.servers out");
			}
			throw ex;
		}
	}

	/**
	 * What was made, or may have been.
	 */
	List<String> names() {
		return List.copyOf(this.names);
	}

	/**
	 * Removes a stream.
	 * @return false if it is gone, or is not this run's any more
	 */
	boolean remove(String name) throws IOException, JetStreamApiException {
		return this.run.equals(runOf(find(name))) && this.link.management().deleteStream(name);
	}

	/**
	 * Ends the presence of the run.
	 */
	@Override
	public void close() {
		try {
			this.presentOn.closeDispatcher(this.presence);
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			// It ended before, with the connection.
		}
	}

	private void requireFree(String name) throws IOException, JetStreamApiException, InterruptedException {
		StreamInfo found = find(name);
		if (found == null) {
			return;
		}
		String itsRun = runOf(found);
		if (itsRun == null) {
			throw foreign(name);
		}
		if (isUnderWay(itsRun)) {
			throw new RefusedException("The stream " + name + " is in use: the same lesson is given on this server"
					+ " just now. Wait until that has ended");
		}
		this.link.management().deleteStream(name);
	}

	private @Nullable StreamInfo find(String name) throws IOException, JetStreamApiException {
		try {
			return this.link.management().getStreamInfo(name);
		}
		catch (JetStreamApiException ex) {
			if (ex.getApiErrorCode() == STREAM_NOT_FOUND) {
				return null;
			}
			throw ex;
		}
	}

	private static @Nullable String runOf(@Nullable StreamInfo stream) {
		Map<String, String> metadata = (stream != null) ? stream.getConfiguration().getMetadata() : null;
		return (metadata != null) ? metadata.get(RUN) : null;
	}

	/**
	 * Nobody listens to a run that has ended, and the server says so at once. Silence may
	 * be a run that is held up.
	 */
	private boolean isUnderWay(String itsRun) throws InterruptedException {
		try {
			this.link.connection()
				.request(PRESENCE + itsRun, new byte[0])
				.get(PRESENCE_LIMIT_SECONDS, TimeUnit.SECONDS);
			return true;
		}
		catch (CancellationException ex) {
			return false;
		}
		catch (ExecutionException | TimeoutException ex) {
			return true;
		}
	}

	private static RefusedException foreign(String name) {
		return new RefusedException("A stream " + name + " exists that this lesson did not make. It is left untouched:"
				+ " rename or remove it if it is yours, use another server, or leave --nats.servers out");
	}

}
