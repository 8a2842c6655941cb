package io.nowornever.broker;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A running nats-server and the signals it can be sent. Only {@link #isAlive()} and
 * {@link #endWithJvm()} may be called beside another method.
 */
final class ServerProcess {

	private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(5);

	private static final Duration END_WITH_JVM_GRACE = Duration.ofSeconds(2);

	private final Process process;

	private volatile boolean paused;

	private ServerProcess(Process process) {
		this.process = process;
	}

	/**
	 * Starts a server that reads nothing and appends what it prints to the log.
	 */
	static ServerProcess start(List<String> command, Path log) {
		try {
			return new ServerProcess(new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
				.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
				.start());
		}
		catch (IOException ex) {
			throw new BrokerException("Cannot start " + String.join(" ", command) + ": " + ex.getMessage(), ex);
		}
	}

	long pid() {
		return this.process.pid();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	int exitCode() {
		return this.process.exitValue();
	}

	void stop(Duration grace) {
		if (!isAlive()) {
			return;
		}
		if (this.paused) {
			resume();
		}
		this.process.destroy();
		if (!awaitExit(grace)) {
			kill();
		}
	}

	void kill() {
		this.process.destroyForcibly();
		if (!awaitExit(SIGNAL_LIMIT)) {
			throw new BrokerException(
					"nats-server " + pid() + " is still there " + SIGNAL_LIMIT.toSeconds() + " s after it was killed");
		}
		this.paused = false;
	}

	void pause() {
		signal("STOP");
		this.paused = true;
		awaitStandstill();
	}

	void resume() {
		signal("CONT");
		this.paused = false;
	}

	/**
	 * Ends the server from a shutdown hook: gracefully, but a paused one, which could not
	 * react, at once.
	 */
	void endWithJvm() {
		if (!this.paused) {
			this.process.destroy();
			if (awaitExit(END_WITH_JVM_GRACE)) {
				return;
			}
		}
		this.process.destroyForcibly();
		awaitExit(SIGNAL_LIMIT);
	}

	/**
	 * Waits for the end of the process, not interruptibly: an interrupted caller must not
	 * leave a server behind.
	 * @return whether it ended within the limit
	 */
	boolean awaitExit(Duration limit) {
		try {
			this.process.onExit().orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS).join();
			return true;
		}
		catch (CompletionException ex) {
			return !isAlive();
		}
	}

	/**
	 * Java sends SIGTERM and SIGKILL only; a shell has {@code kill} built in, even where
	 * no such program is installed.
	 */
	private void signal(String name) {
		try {
			Command.run(SIGNAL_LIMIT, List.of("/bin/sh", "-c", "kill -" + name + " " + pid()));
		}
		catch (IOException ex) {
			throw new BrokerException("Cannot send SIG" + name + " to nats-server " + pid() + ": " + ex.getMessage(),
					ex);
		}
	}

	/**
	 * The signal returns before every thread has stopped. Where there is no
	 * {@code /proc}, there is nothing to wait for.
	 */
	private void awaitStandstill() {
		Path tasks = Path.of("/proc", Long.toString(pid()), "task");
		long deadlineNanos = System.nanoTime() + SIGNAL_LIMIT.toNanos();
		while (Files.isDirectory(tasks) && !allStopped(tasks)) {
			if (System.nanoTime() - deadlineNanos > 0) {
				throw new BrokerException("nats-server " + pid() + " still runs " + SIGNAL_LIMIT.toSeconds()
						+ " s after it was told to pause");
			}
			Thread.onSpinWait();
		}
	}

	private static boolean allStopped(Path tasks) {
		try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
			for (Path thread : threads) {
				String stat = Files.readString(thread.resolve("stat"));
				char state = stat.charAt(stat.lastIndexOf(')') + 2);
				if (state != 'T') {
					return false;
				}
			}
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
