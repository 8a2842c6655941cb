package io.nowornever.playground.web;

import java.time.Duration;

import io.nats.client.Connection;
import io.nats.client.api.ServerInfo;
import io.nowornever.playground.nats.PlaygroundServer;
import io.nowornever.playground.nats.ServerUnavailableException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks every few seconds whether NATS answers, and tells the feed when that changes.
 */
final class ServerWatch implements SmartLifecycle {

	private static final Duration INTERVAL = Duration.ofSeconds(3);

	private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

	private final PlaygroundServer server;

	private final Feed feed;

	private final JsonMapper json;

	private @Nullable String last;

	private volatile @Nullable Thread thread;

	ServerWatch(PlaygroundServer server, Feed feed, JsonMapper json) {
		this.server = server;
		this.feed = feed;
		this.json = json;
	}

	/**
	 * Looks now. A server of the lab's own that has ended is started again.
	 */
	void lookAgain() throws InterruptedException {
		this.server.ensureRunning();
		look();
	}

	@Override
	public void start() {
		this.thread = Thread.ofVirtual().name("server-watch").start(this::watch);
	}

	@Override
	public void stop() {
		Thread current = this.thread;
		if (current != null) {
			current.interrupt();
			this.thread = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	private void watch() {
		try {
			while (true) {
				look();
				Thread.sleep(INTERVAL);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void look() throws InterruptedException {
		String state = this.json.writeValueAsString(state());
		tell(state);
	}

	private synchronized void tell(String state) {
		if (!state.equals(this.last)) {
			this.last = state;
			this.feed.replace("server", "server", state);
		}
	}

	@SuppressWarnings("try") // an interruption is passed on
	private State state() throws InterruptedException {
		try (Connection connection = this.server
			.connect((options) -> options.connectionName("lab-watch").connectionTimeout(ANSWER_LIMIT))) {
			ServerInfo info = connection.getServerInfo();
			return new State(true, this.server.address(), this.server.isOwn(), info.getVersion(),
					String.valueOf(this.server.origin()), info.isJetStreamAvailable(), "");
		}
		catch (ServerUnavailableException ex) {
			return new State(false, this.server.address(), this.server.isOwn(), "", "", false,
					String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * What the page says about NATS.
	 *
	 * @param up whether it answers
	 * @param address where it is
	 * @param own whether it is the lab's own
	 * @param version its version, if it answers
	 * @param origin how it came to run, if it answers
	 * @param jetstream whether it has JetStream
	 * @param problem why it cannot be used, if it does not answer
	 */
	record State(boolean up, String address, boolean own, String version, String origin, boolean jetstream,
			String problem) {

	}

}
