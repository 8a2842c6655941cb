package io.nowornever.testbed.broker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.process.FreePort;
import io.nowornever.testbed.program.Program;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a broker to be started. Not for use by several threads.
 */
public final class BrokerBuilder {

	private static final int START_TRIES = 5;

	private @Nullable Path executable;

	private int port;

	private int monitoringPort;

	private boolean jetStream;

	private @Nullable Path storeFolder;

	private final List<String> inserts = new ArrayList<>();

	BrokerBuilder() {
	}

	/**
	 * Uses this nats-server rather than the one {@link Program#locate()} finds.
	 * @param executable the file, of version 2.11 or later
	 * @return this
	 */
	public BrokerBuilder executable(Path executable) {
		this.executable = executable;
		return this;
	}

	/**
	 * Sets the client port.
	 * @param port 1 to 65535, or 0 for a free one (the default)
	 * @return this
	 */
	public BrokerBuilder port(int port) {
		this.port = requirePort(port);
		return this;
	}

	/**
	 * Sets the port of the monitoring endpoints.
	 * @param port 1 to 65535, or 0 for a free one (the default)
	 * @return this
	 */
	public BrokerBuilder monitoringPort(int port) {
		this.monitoringPort = requirePort(port);
		return this;
	}

	/**
	 * Switches JetStream on, with a temporary store: its streams outlast restarts and go
	 * when the broker is closed or the JVM shuts down.
	 * @return this
	 */
	public BrokerBuilder jetStream() {
		this.jetStream = true;
		this.storeFolder = null;
		return this;
	}

	/**
	 * Switches JetStream on.
	 * @param storeFolder where it keeps its streams; made if missing, never removed
	 * @return this
	 */
	public BrokerBuilder jetStream(Path storeFolder) {
		this.jetStream = true;
		this.storeFolder = storeFolder;
		return this;
	}

	/**
	 * Inserts lines into the server's configuration file. They take the place of the
	 * defaults for the same keys ({@code ping_interval}, {@code ping_max},
	 * {@code write_deadline}); the keys behind this builder's other methods are refused.
	 * May be called repeatedly.
	 * @param lines in the syntax of nats-server
	 * @return this
	 */
	public BrokerBuilder configuration(String lines) {
		this.inserts.add(lines);
		return this;
	}

	/**
	 * Starts the server.
	 * @return the broker, once it answers
	 */
	public Broker start() {
		Path located = (this.executable != null) ? Program.NATS_SERVER.require(this.executable)
				: Program.NATS_SERVER.locate();
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
		Broker broker = new Broker(located,
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
			throw new TestbedException("Port " + port + " is not within 0 to 65535");
		}
		return port;
	}

}
