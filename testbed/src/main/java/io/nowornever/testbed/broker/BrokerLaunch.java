package io.nowornever.testbed.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.process.ChildProcess;
import io.nowornever.testbed.process.Children;
import io.nowornever.testbed.process.ProcessLog;
import io.nowornever.testbed.process.Room;

/**
 * Starts a nats-server, again and again with the same configuration: writes its files,
 * and waits until it answers or says why it does not. For one thread at a time.
 */
final class BrokerLaunch {

	private static final Duration READY_LIMIT = Duration.ofSeconds(30);

	private final Path executable;

	private final BrokerConfiguration configuration;

	private final Path folder;

	private final PortsFolder portsFolder;

	private final ProcessLog log;

	private final Children children;

	/**
	 * Creates what has started nothing yet.
	 * @param executable the program
	 * @param configuration what it shall do
	 * @param folder where its files go
	 * @param log where it prints
	 * @param children sees to its end
	 */
	BrokerLaunch(Path executable, BrokerConfiguration configuration, Path folder, ProcessLog log, Children children) {
		this.executable = executable;
		this.configuration = configuration;
		this.folder = folder;
		this.portsFolder = new PortsFolder(folder.resolve("ports"));
		this.log = log;
		this.children = children;
	}

	/**
	 * Starts one, which may end at once.
	 * @return the process
	 */
	ChildProcess start() {
		Path file = this.folder.resolve("nats-server.conf");
		try {
			this.configuration.write(file, this.portsFolder.path(), this.folder.resolve("store"));
			this.portsFolder.clear();
			this.log.markStart();
		}
		catch (IOException ex) {
			throw new TestbedException(Room.complaint(this.folder, ex), ex);
		}
		requireRoom();
		return this.children.start("nats-server", List.of(this.executable.toString(), "-c", file.toString()), this.log,
				null);
	}

	/**
	 * Waits until it answers, at most 30 s.
	 * @param started the process
	 * @throws PortInUseException if something else has its port
	 * @throws TestbedException if it ends, or does not answer
	 */
	void awaitReady(ChildProcess started) {
		ReadinessProbe probe = new ReadinessProbe(this.configuration.port());
		long deadlineNanos = System.nanoTime() + READY_LIMIT.toNanos();
		while (!(this.portsFolder.isListening() && probe.answers())) {
			if (!started.isAlive()) {
				throw endedEarly(started);
			}
			requireRoom();
			if (System.nanoTime() - deadlineNanos > 0) {
				throw new TestbedException(this.executable + " did not answer at " + this.configuration.url()
						+ " within " + READY_LIMIT.toSeconds() + " s" + this.log.lastLinesAsNote());
			}
			started.awaitExit(Duration.ofMillis(10));
		}
	}

	private void requireRoom() {
		Room.complaint(this.folder).ifPresent((complaint) -> {
			throw new TestbedException("nats-server cannot start. " + complaint);
		});
	}

	private TestbedException endedEarly(ChildProcess ended) {
		requireRoom();
		String message = this.executable + " ended with exit code " + ended.exitCode() + " before it answered at "
				+ this.configuration.url() + this.log.lastLinesAsNote();
		return this.log.end().contains("address already in use") ? new PortInUseException(message)
				: new TestbedException(message);
	}

}
