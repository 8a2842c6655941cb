package io.nowornever.playground.throughput;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import io.nats.client.Connection;
import io.nats.client.Options;
import io.nowornever.playground.nats.PlaygroundServer;
import io.nowornever.playground.nats.ServerUnavailableException;

/**
 * What publisher and subscribers do alike with their connections.
 */
final class Links {

	static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

	/**
	 * Four times the library's default: fewer reads and writes for the same bytes.
	 */
	private static final int BUFFER_BYTES = 256 * 1024;

	/**
	 * The library's threads mostly hand messages to one another, which virtual threads do
	 * without the operating system.
	 */
	private static final ExecutorService VIRTUAL_THREADS = Executors.newVirtualThreadPerTaskExecutor();

	private Links() {
	}

	/**
	 * Connects one of a run's clients.
	 * @param server where
	 * @param name what the server calls it
	 * @param more settings beyond those that all have
	 */
	static Connection open(PlaygroundServer server, String name, Consumer<Options.Builder> more)
			throws InterruptedException {
		return server.connect((options) -> {
			options.connectionName("simulator-" + name).bufferSize(BUFFER_BYTES).executor(VIRTUAL_THREADS);
			more.accept(options);
		});
	}

	static ServerUnavailableException unavailable(PlaygroundServer server, Exception reason) {
		return new ServerUnavailableException(
				"The nats-server at " + server.address() + " does not do what the run needs: " + reason.getMessage());
	}

}
