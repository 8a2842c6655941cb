package io.nowornever.lab.topology;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.nowornever.broker.OwnSession;
import org.jspecify.annotations.Nullable;

/**
 * All processes that this program has started and must not leave behind. Ends them, and
 * runs what is to be done after that, when it is closed or the JVM shuts down. Safe from
 * any thread.
 */
final class Children implements AutoCloseable {

	private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

	private final List<Process> processes = new ArrayList<>();

	private final Object ending = new Object();

	private final Runnable afterwards;

	private final Thread hook = new Thread(this::end, "lab-shutdown");

	private boolean closed;

	/**
	 * Guards from now on.
	 * @param afterwards what to do once no process is left; must be repeatable
	 */
	Children(Runnable afterwards) {
		this.afterwards = afterwards;
		try {
			Runtime.getRuntime().addShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			afterwards.run();
			throw shuttingDown();
		}
	}

	/**
	 * Starts a process in a session of its own, that reads nothing and appends all that
	 * it prints to a file.
	 * @param command the program and its arguments
	 * @param output the file
	 * @param folder its current folder, or {@code null} for this program's
	 */
	Process start(List<String> command, Path output, @Nullable Path folder) {
		ProcessBuilder builder = new ProcessBuilder(OwnSession.command(command)).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
			.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
		if (folder != null) {
			builder.directory(folder.toFile());
		}
		synchronized (this.processes) {
			if (this.closed) {
				throw shuttingDown();
			}
			try {
				Process process = builder.start();
				this.processes.removeIf((each) -> !each.isAlive());
				this.processes.add(process);
				return process;
			}
			catch (IOException ex) {
				throw new LabException("Cannot start " + String.join(" ", command) + ": " + ex.getMessage(), ex);
			}
		}
	}

	/**
	 * Whether no process can be started any more.
	 * @return {@code true} once closed, or when the JVM shuts down
	 */
	boolean areClosed() {
		synchronized (this.processes) {
			return this.closed;
		}
	}

	@Override
	public void close() {
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// The JVM is shutting down: the hook runs, and finds little left to do.
		}
		end();
	}

	/**
	 * One at a time: a hook and a program that is ending may both want it.
	 */
	private void end() {
		synchronized (this.ending) {
			endAll();
			this.afterwards.run();
		}
	}

	private void endAll() {
		List<Process> left;
		synchronized (this.processes) {
			this.closed = true;
			left = List.copyOf(this.processes);
		}
		left.forEach(Children::killWithDescendants);
		left.forEach(Children::awaitEnd);
	}

	/**
	 * Ends a process at once, with all that it has started itself. Works on a paused one
	 * too.
	 * @param process which
	 */
	static void killWithDescendants(Process process) {
		List<ProcessHandle> descendants = process.descendants().toList();
		process.destroyForcibly();
		descendants.forEach(ProcessHandle::destroyForcibly);
	}

	private static void awaitEnd(Process process) {
		try {
			process.onExit().orTimeout(KILL_LIMIT.toNanos(), TimeUnit.NANOSECONDS).join();
		}
		catch (CompletionException ex) {
			throw new LabException(
					"Process " + process.pid() + " is still there " + KILL_LIMIT.toSeconds() + " s after it was killed",
					ex);
		}
	}

	private static LabException shuttingDown() {
		return new LabException("No process is started any more: this program is ending");
	}

}
