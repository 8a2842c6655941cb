package io.nowornever.playground.web;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

import io.nats.client.Connection;
import io.nowornever.playground.lesson.ServerRestart;
import io.nowornever.playground.nats.PlaygroundServer;
import io.nowornever.playground.throughput.RunSettings;
import io.nowornever.playground.throughput.SettingsText;
import io.nowornever.playground.throughput.Simulation;
import io.nowornever.testbed.command.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The benchmark's runs, one at a time. What happens in them goes to the feed; the last
 * ones are kept there, to be compared.
 */
final class Runs {

	static final int KEPT = 8;

	private static final Logger logger = LoggerFactory.getLogger(Runs.class);

	private final PlaygroundServer server;

	private final Feed feed;

	private final Turn turn = new Turn("A benchmark");

	private final Deque<String> kept = new ArrayDeque<>();

	private int started;

	Runs(PlaygroundServer server, Feed feed) {
		this.server = server;
		this.feed = feed;
	}

	/**
	 * Starts a run and returns when it is about to send its first message.
	 * @param texts its settings
	 * @return its number, from 1
	 * @throws io.nowornever.playground.throughput.RejectedSettingsException if a setting
	 * is not allowed
	 * @throws BusyException if another one is under way
	 * @throws io.nowornever.playground.nats.ServerUnavailableException if NATS is not
	 * there
	 */
	int start(Map<String, String> texts) throws InterruptedException {
		RunSettings settings = SettingsText.read(texts);
		this.turn.take();
		boolean begun = false;
		try {
			this.server.ensureRunning();
			Simulation simulation = Simulation.open(this.server, settings);
			this.turn.stopBy(simulation::stop);
			this.started++;
			int number = this.started;
			Thread.ofPlatform().daemon().name("publisher").start(() -> run(number, settings, simulation));
			begun = true;
			return number;
		}
		finally {
			if (!begun) {
				this.turn.giveBack();
			}
		}
	}

	/**
	 * Stops the run under way, if there is one.
	 */
	void stop() {
		this.turn.stop();
	}

	/**
	 * Has the server restarted, while no run can begin.
	 * @param restart restarts it
	 * @return a new connection to it
	 * @throws BusyException if a run is under way: it would not survive that
	 */
	Connection betweenRuns(ServerRestart restart) throws InterruptedException {
		this.turn.take();
		try {
			return restart.restart();
		}
		finally {
			this.turn.giveBack();
		}
	}

	private void run(int number, RunSettings settings, Simulation simulation) {
		String topic = "run-" + number;
		keep(topic);
		this.feed.add(topic, "run-started", numbered(number, "settings", Json.write(settings)));
		String result = "null";
		try (simulation) {
			result = Json.write(simulation
				.run((sample) -> this.feed.add(topic, "sample", numbered(number, "sample", Json.write(sample)))));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			logger.warn("Run {} failed", number, ex);
		}
		finally {
			this.turn.ends();
			this.feed.add(topic, "run-ended", numbered(number, "result", result));
			this.turn.giveBack();
		}
	}

	private void keep(String topic) {
		this.kept.add(topic);
		if (this.kept.size() > KEPT) {
			this.feed.forget(this.kept.remove());
		}
	}

	private static String numbered(int number, String name, String json) {
		return "{\"run\":" + number + ",\"" + name + "\":" + json + "}";
	}

}
