package io.nowornever.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real nats-server as a child process on 127.0.0.1, that can be stopped, killed, paused
 * and started again on the same port. It ends with this JVM, unless the JVM itself is
 * killed (SIGKILL).
 * <p>
 * Every method may be called from any thread; those that change the process wait for one
 * another. All of them throw {@link BrokerException}.
 */
public final class Broker implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Broker.class);

	private static final Duration READY_LIMIT = Duration.ofSeconds(30);

	private static final Duration STOP_GRACE = Duration.ofSeconds(10);

	private static final Duration PORT_LINGER_LIMIT = Duration.ofSeconds(10);

	private static final long PORT_RETRY_MILLIS = 100;

	private final ReentrantLock lifecycle = new ReentrantLock();

	private final Path executable;

	private final boolean ownSession;

	private final BrokerConfiguration configuration;

	private final TemporaryFolder folder;

	private final Path configurationFile;

	private final PortsFolder portsFolder;

	private final ServerLog log;

	private final ShutdownGuard guard;

	private volatile @Nullable ServerProcess process;

	private boolean closed;

	private Broker(Path executable, boolean ownSession, BrokerConfiguration configuration) {
		this.executable = executable;
		this.ownSession = ownSession;
		this.configuration = configuration;
		this.folder = TemporaryFolder.create("now-or-never-broker-");
		this.configurationFile = this.folder.path().resolve("nats-server.conf");
		this.portsFolder = new PortsFolder(this.folder.path().resolve("ports"));
		this.log = new ServerLog(this.folder.path().resolve("nats-server.log"));
		this.guard = new ShutdownGuard(this.folder);
	}

	/**
	 * Begins a broker with settings of its own.
	 * @return a builder with the defaults
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Starts a broker with the defaults: free ports, no JetStream.
	 * @return the broker, once it answers
	 */
	public static Broker start() {
		return builder().start();
	}

	/**
	 * The address clients connect to; the same over every restart.
	 * @return {@code nats://127.0.0.1:PORT}
	 */
	public String url() {
		return "nats://" + BrokerConfiguration.HOST + ":" + port();
	}

	/**
	 * The client port; the same over every restart.
	 * @return the port
	 */
	public int port() {
		return this.configuration.port();
	}

	/**
	 * The base address of the monitoring endpoints such as {@code /varz}.
	 * @return {@code http://127.0.0.1:PORT}
	 */
	public String monitoringUrl() {
		return "http://" + BrokerConfiguration.HOST + ":" + this.configuration.monitoringPort();
	}

	/**
	 * The process id of the server started last, whether it still runs or not.
	 * @return the process id
	 */
	public long pid() {
		ServerProcess current = this.process;
		if (current == null) {
			throw new BrokerException("nats-server was never started");
		}
		return current.pid();
	}

	/**
	 * Whether the process exists; a paused one does.
	 * @return {@code true} until it was stopped or killed, or ended by itself
	 */
	public boolean isRunning() {
		ServerProcess current = this.process;
		return current != null && current.isAlive();
	}

	/**
	 * What the server printed, over all its restarts. The file is removed by
	 * {@link #close()}.
	 * @return the log file
	 */
	public Path log() {
		return this.log.file();
	}

	/**
	 * Ends the server gracefully (SIGTERM, by force after 10 s) and waits for its end. A
	 * paused server is resumed first. Does nothing if it does not run.
	 */
	public void stop() {
		exclusively(() -> {
			ServerProcess current = this.process;
			if (current != null) {
				current.stop(STOP_GRACE);
			}
		});
	}

	/**
	 * Ends the server as a crash would (SIGKILL) and waits for its end. Does nothing if
	 * it does not run.
	 */
	public void kill() {
		exclusively(() -> {
			ServerProcess current = this.process;
			if (current != null) {
				current.kill();
			}
		});
	}

	/**
	 * Freezes the server (SIGSTOP): its connections stay open and nothing answers.
	 * Returns when all its threads stand still.
	 */
	public void pause() {
		exclusively(() -> running().pause());
	}

	/**
	 * Lets a paused server go on (SIGCONT).
	 */
	public void resume() {
		exclusively(() -> running().resume());
	}

	/**
	 * Starts the server again on the same ports, with the same JetStream store, and
	 * returns once it answers. Stops it first if it runs. Waits up to 10 s for the ports
	 * if something else holds them meanwhile.
	 */
	public void restart() {
		exclusively(() -> {
			stop();
			long deadlineNanos = System.nanoTime() + PORT_LINGER_LIMIT.toNanos();
			while (true) {
				try {
					launch();
					return;
				}
				catch (PortInUseException ex) {
					if (System.nanoTime() - deadlineNanos > 0) {
						throw ex;
					}
					pauseBeforeRetry(ex);
				}
			}
		});
	}

	/**
	 * Stops the server and removes the temporary files made for it, never a JetStream
	 * store folder that was given. Further calls do nothing.
	 */
	@Override
	public void close() {
		this.lifecycle.lock();
		try {
			if (!this.closed) {
				stop();
			}
		}
		finally {
			this.closed = true;
			this.guard.release();
			this.folder.close();
			this.lifecycle.unlock();
		}
	}

	@Override
	public String toString() {
		return "Broker[" + url() + ", " + (isRunning() ? "pid " + pid() : "not running") + "]";
	}

	private void exclusively(Runnable change) {
		this.lifecycle.lock();
		try {
			if (this.closed) {
				throw new BrokerException("The broker at " + url() + " is closed");
			}
			change.run();
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	private ServerProcess running() {
		ServerProcess current = this.process;
		if (current == null || !current.isAlive()) {
			throw new BrokerException("nats-server at " + url() + " is not running" + this.log.lastLinesAsNote());
		}
		return current;
	}

	private void launch() {
		prepareFiles();
		List<String> command = List.of(this.executable.toString(), "-c", this.configurationFile.toString());
		ServerProcess started = this.guard
			.launch(() -> ServerProcess.start(this.ownSession ? OwnSession.command(command) : command, log()));
		this.process = started;
		boolean ready = false;
		try {
			awaitReady(started);
			ready = true;
		}
		finally {
			if (!ready) {
				started.kill();
			}
		}
		logger.debug("nats-server {} answers at {}", started.pid(), url());
	}

	private void prepareFiles() {
		try {
			this.configuration.write(this.configurationFile, this.portsFolder.path(),
					this.folder.path().resolve("store"));
			this.portsFolder.clear();
			this.log.markStart();
		}
		catch (IOException ex) {
			throw new BrokerException(Room.complaint(this.folder.path(), ex), ex);
		}
		requireRoom();
	}

	private void requireRoom() {
		Room.complaint(this.folder.path()).ifPresent((complaint) -> {
			throw new BrokerException("nats-server cannot start. " + complaint);
		});
	}

	private void awaitReady(ServerProcess started) {
		ReadinessProbe probe = new ReadinessProbe(port());
		long deadlineNanos = System.nanoTime() + READY_LIMIT.toNanos();
		while (!(this.portsFolder.isListening() && probe.answers())) {
			if (!started.isAlive()) {
				throw endedEarly(started);
			}
			requireRoom();
			if (System.nanoTime() - deadlineNanos > 0) {
				throw new BrokerException(this.executable + " did not answer at " + url() + " within "
						+ READY_LIMIT.toSeconds() + " s" + this.log.lastLinesAsNote());
			}
			started.awaitExit(Duration.ofMillis(10));
		}
	}

	private BrokerException endedEarly(ServerProcess ended) {
		requireRoom();
		String message = this.executable + " ended with exit code " + ended.exitCode() + " before it answered at "
				+ url() + this.log.lastLinesAsNote();
		return this.log.saysAddressInUse() ? new PortInUseException(message) : new BrokerException(message);
	}

	private static void pauseBeforeRetry(PortInUseException reason) {
		try {
			TimeUnit.MILLISECONDS.sleep(PORT_RETRY_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw reason;
		}
	}

	/**
	 * Settings of a broker to be started. Not for use by several threads.
	 */
	public static final class Builder {

		private static final int START_TRIES = 5;

		private @Nullable Path executable;

		private int port;

		private int monitoringPort;

		private boolean ownSession;

		private boolean jetStream;

		private @Nullable Path storeFolder;

		private final List<String> inserts = new ArrayList<>();

		private Builder() {
		}

		/**
		 * Uses this nats-server rather than the one {@link NatsServer#locate()} finds.
		 * @param executable the file, of version 2.11 or later
		 * @return this
		 */
		public Builder executable(Path executable) {
			this.executable = executable;
			return this;
		}

		/**
		 * Sets the client port.
		 * @param port 1 to 65535, or 0 for a free one (the default)
		 * @return this
		 */
		public Builder port(int port) {
			this.port = requirePort(port);
			return this;
		}

		/**
		 * Sets the port of the monitoring endpoints.
		 * @param port 1 to 65535, or 0 for a free one (the default)
		 * @return this
		 */
		public Builder monitoringPort(int port) {
			this.monitoringPort = requirePort(port);
			return this;
		}

		/**
		 * Lets the server outlast a Ctrl-C in the terminal, which otherwise ends it at
		 * the same moment as this program: then this program ends it when it is done.
		 * @return this
		 * @see OwnSession
		 */
		public Builder inOwnSession() {
			this.ownSession = true;
			return this;
		}

		/**
		 * Switches JetStream on, with a temporary store: its streams outlast restarts and
		 * go when the broker is closed or the JVM shuts down.
		 * @return this
		 */
		public Builder jetStream() {
			this.jetStream = true;
			this.storeFolder = null;
			return this;
		}

		/**
		 * Switches JetStream on.
		 * @param storeFolder where it keeps its streams; made if missing, never removed
		 * @return this
		 */
		public Builder jetStream(Path storeFolder) {
			this.jetStream = true;
			this.storeFolder = storeFolder;
			return this;
		}

		/**
		 * Inserts lines into the server's configuration file. They take the place of the
		 * defaults for the same keys ({@code ping_interval}, {@code ping_max},
		 * {@code write_deadline}); the keys behind this builder's other methods are
		 * refused. May be called repeatedly.
		 * @param lines in the syntax of nats-server
		 * @return this
		 */
		public Builder configuration(String lines) {
			this.inserts.add(lines);
			return this;
		}

		/**
		 * Starts the server.
		 * @return the broker, once it answers
		 */
		public Broker start() {
			Path located = NatsServer.search().find(this.executable);
			for (int tries = 1;; tries++) {
				try {
					return start(located);
				}
				catch (PortInUseException ex) {
					boolean canChoose = this.port == 0 || this.monitoringPort == 0;
					if (!canChoose || tries == START_TRIES) {
						throw ex;
					}
				}
			}
		}

		private Broker start(Path located) {
			int clientPort = (this.port != 0) ? this.port : FreePort.otherThan(this.monitoringPort);
			int httpPort = (this.monitoringPort != 0) ? this.monitoringPort : FreePort.otherThan(clientPort);
			Broker broker = new Broker(located, this.ownSession,
					new BrokerConfiguration(clientPort, httpPort, this.jetStream, this.storeFolder, this.inserts));
			boolean started = false;
			try {
				broker.launch();
				started = true;
				return broker;
			}
			finally {
				if (!started) {
					broker.close();
				}
			}
		}

		private static int requirePort(int port) {
			if (port < 0 || port > 65_535) {
				throw new BrokerException("Port " + port + " is not within 0 to 65535");
			}
			return port;
		}

	}

}
