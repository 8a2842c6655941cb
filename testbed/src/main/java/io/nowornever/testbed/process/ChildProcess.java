package io.nowornever.testbed.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.nowornever.testbed.TestbedException;

/**
 * A process that {@link Children} has started, and the signals that it can be sent.
 * <p>
 * Every method may be called from any thread; those that change its state should not be
 * called at once. What cannot be done is a {@link TestbedException}.
 */
public final class ChildProcess {

	private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(10);

	private static final double KIB_PER_MIB = 1024;

	private final String name;

	private final Process process;

	private volatile boolean paused;

	ChildProcess(String name, Process process) {
		this.name = name;
		this.process = process;
	}

	/**
	 * The process id.
	 * @return the process id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Whether the process exists; a paused one does.
	 * @return {@code true} until it has ended
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * How it ended.
	 * @return its exit code, 128 + the signal's number if a signal ended it
	 * @throws IllegalThreadStateException if it has not ended
	 */
	public int exitCode() {
		return this.process.exitValue();
	}

	/**
	 * Asks it to end in good order (SIGTERM). Does not wait.
	 */
	public void terminate() {
		this.process.destroy();
	}

	/**
	 * Ends it in good order and waits for its end; by force after a while. A paused one
	 * is resumed first. Does nothing if it has ended.
	 * @param grace how long it may take
	 */
	public void stop(Duration grace) {
		if (!isAlive()) {
			return;
		}
		if (this.paused) {
			resume();
		}
		terminate();
		if (!awaitExit(grace)) {
			kill();
		}
	}

	/**
	 * Ends it as a crash would (SIGKILL), with all that it has started itself, and waits
	 * for its end. Works on a paused one too.
	 */
	public void kill() {
		killLater();
		if (!awaitExit(SIGNAL_LIMIT)) {
			throw new TestbedException(this + " is still there " + SIGNAL_LIMIT.toSeconds() + " s after it was killed");
		}
	}

	void killLater() {
		List<ProcessHandle> descendants = this.process.descendants().toList();
		this.process.destroyForcibly();
		descendants.forEach(ProcessHandle::destroyForcibly);
	}

	/**
	 * Freezes it (SIGSTOP): its connections stay open and nothing answers. Returns when
	 * all its threads stand still.
	 */
	public void pause() {
		signal("STOP");
		this.paused = true;
		awaitStandstill();
	}

	/**
	 * Lets it go on after a pause (SIGCONT).
	 */
	public void resume() {
		signal("CONT");
		this.paused = false;
	}

	/**
	 * Waits for its end, not interruptibly: an interrupted caller must not leave it
	 * behind.
	 * @param limit how long at most
	 * @return whether it has ended
	 */
	public boolean awaitExit(Duration limit) {
		try {
			this.process.onExit().orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS).join();
			return true;
		}
		catch (CompletionException ex) {
			return !isAlive();
		}
	}

	/**
	 * Waits for its end until the calling thread is interrupted.
	 * @param limit how long at most
	 * @return whether it has ended
	 * @throws InterruptedException if the calling thread is interrupted
	 */
	public boolean awaitExitInterruptibly(Duration limit) throws InterruptedException {
		return this.process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * How much memory it holds.
	 * @return MiB, or NaN where the system does not tell
	 */
	public double residentMebibytes() {
		try {
			return Files.readString(Path.of("/proc", Long.toString(pid()), "status"))
				.lines()
				.filter((line) -> line.startsWith("VmRSS:"))
				.mapToDouble((line) -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
				.findFirst()
				.orElse(Double.NaN);
		}
		catch (IOException ex) {
			return Double.NaN;
		}
	}

	/**
	 * How much processor time it has taken so far.
	 * @return seconds, or NaN where the system does not tell
	 */
	public double processorSeconds() {
		return this.process.info().totalCpuDuration().map((taken) -> taken.toNanos() / 1e9).orElse(Double.NaN);
	}

	@Override
	public String toString() {
		return this.name + " (process " + pid() + ")";
	}

	/**
	 * Java sends SIGTERM and SIGKILL only; a shell has {@code kill} built in, even where
	 * no such program is installed.
	 */
	private void signal(String signal) {
		try {
			Process shell = new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid()).inheritIO().start();
			shell.onExit().orTimeout(SIGNAL_LIMIT.toNanos(), TimeUnit.NANOSECONDS).join();
			if (shell.exitValue() != 0) {
				throw new TestbedException("Cannot send SIG" + signal + " to " + this);
			}
		}
		catch (IOException | CompletionException ex) {
			throw new TestbedException("Cannot send SIG" + signal + " to " + this + ": " + ex.getMessage(), ex);
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
				throw new TestbedException(
						this + " still runs " + SIGNAL_LIMIT.toSeconds() + " s after it was told to pause");
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
