package io.nowornever.testbed.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.nowornever.testbed.TestbedException;
import org.jspecify.annotations.Nullable;

/**
 * Processes that this program has started and must not leave behind, and their temporary
 * folders. Ends the processes and then removes the folders when it is closed or the JVM
 * shuts down; only a JVM that is killed itself leaves something behind. Its lock is held
 * only for the moment of starting a process or making a folder, so that a start in
 * progress cannot hold the shutdown up. Safe from any thread.
 */
public final class Children implements AutoCloseable {

	private final List<ChildProcess> processes = new ArrayList<>();

	private final List<TemporaryFolder> folders = new ArrayList<>();

	private final Object ending = new Object();

	private final Duration grace;

	private final Thread hook = new Thread(this::end, "children-shutdown");

	private boolean closed;

	/**
	 * Guards from now on.
	 * @param grace how long a process may take to end in good order; zero to kill it
	 * @throws TestbedException if the JVM is shutting down
	 */
	public Children(Duration grace) {
		this.grace = grace;
		try {
			Runtime.getRuntime().addShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			throw shuttingDown();
		}
	}

	/**
	 * Makes a temporary folder.
	 * @param prefix how its name begins
	 * @return the folder
	 * @throws TestbedException if it cannot be made, or this is closed
	 */
	public TemporaryFolder folder(String prefix) {
		synchronized (this.processes) {
			requireOpen();
			TemporaryFolder folder = TemporaryFolder.create(prefix);
			this.folders.add(folder);
			return folder;
		}
	}

	/**
	 * Makes a folder temporary.
	 * @param folder which is removed as if it had been made here
	 * @throws TestbedException if this is closed
	 */
	public void guard(TemporaryFolder folder) {
		synchronized (this.processes) {
			requireOpen();
			this.folders.add(folder);
		}
	}

	/**
	 * Starts a process that reads nothing and appends all that it prints to a log, in a
	 * session of its own where that is possible, so that Ctrl-C in a terminal does not
	 * reach it.
	 * @param name what to call it in messages
	 * @param command the program and its arguments
	 * @param log the log
	 * @param folder its current folder, or {@code null} for this program's
	 * @return the process
	 * @throws TestbedException if it cannot be started, or this is closed
	 */
	public ChildProcess start(String name, List<String> command, ProcessLog log, @Nullable Path folder) {
		ProcessBuilder builder = new ProcessBuilder(OwnSession.command(command)).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
			.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
		if (folder != null) {
			builder.directory(folder.toFile());
		}
		synchronized (this.processes) {
			requireOpen();
			try {
				ChildProcess process = new ChildProcess(name, builder.start());
				this.processes.removeIf((each) -> !each.isAlive());
				this.processes.add(process);
				return process;
			}
			catch (IOException ex) {
				throw new TestbedException("Cannot start " + String.join(" ", command) + ": " + ex.getMessage(), ex);
			}
		}
	}

	/**
	 * Whether no process can be started any more.
	 * @return {@code true} once closed, or when the JVM shuts down
	 */
	public boolean areClosed() {
		synchronized (this.processes) {
			return this.closed;
		}
	}

	/**
	 * The hook stays until all is done: a JVM that begins to shut down in the meantime
	 * waits for that.
	 */
	@Override
	public void close() {
		end();
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// The JVM is shutting down: the hook runs, and finds little left to do.
		}
	}

	/**
	 * One at a time: a hook and a program that is ending may both want it.
	 */
	private void end() {
		synchronized (this.ending) {
			endAll();
			this.folders.forEach(TemporaryFolder::close);
		}
	}

	private void endAll() {
		List<ChildProcess> left;
		synchronized (this.processes) {
			this.closed = true;
			left = this.processes.stream().filter(ChildProcess::isAlive).toList();
		}
		if (this.grace.isPositive()) {
			left.forEach((process) -> process.stop(this.grace));
		}
		left.forEach(ChildProcess::killLater);
		left.forEach(ChildProcess::kill);
	}

	private void requireOpen() {
		if (this.closed) {
			throw shuttingDown();
		}
	}

	private static TestbedException shuttingDown() {
		return new TestbedException("No process is started any more: this program is ending");
	}

}
