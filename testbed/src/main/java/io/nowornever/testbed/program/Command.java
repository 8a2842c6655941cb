package io.nowornever.testbed.program;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.process.Room;

/**
 * Runs a program to its end.
 */
final class Command {

	private static final int LAST_LINES = 5;

	private Command() {
	}

	/**
	 * Runs in the current folder; see {@link #runIn(Path, Duration, List)}.
	 */
	static String run(Duration limit, List<String> command) throws IOException {
		return runIn(currentFolder(), limit, command, false);
	}

	/**
	 * Runs a program in the current folder for what it prints; see
	 * {@link #runIn(Path, Duration, List)}.
	 * @throws TestbedException if it prints nothing and there is no room for its output
	 */
	static String ask(Duration limit, List<String> command) throws IOException {
		return runIn(currentFolder(), limit, command, true);
	}

	/**
	 * Runs a program, which is ended by force when the limit passes or the calling thread
	 * is interrupted.
	 * @param folder where it runs
	 * @param limit how long it may take
	 * @param command the program and its arguments
	 * @return all it printed
	 * @throws IOException if it cannot be started, takes too long or fails; the message
	 * has its last lines
	 * @throws TestbedException if there is no place for its output
	 */
	static String runIn(Path folder, Duration limit, List<String> command) throws IOException {
		return runIn(folder, limit, command, false);
	}

	private static String runIn(Path folder, Duration limit, List<String> command, boolean forItsOutput)
			throws IOException {
		Path output = outputFile();
		try {
			Process process = new ProcessBuilder(command).directory(folder.toFile())
				.redirectErrorStream(true)
				.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
				.redirectOutput(output.toFile())
				.start();
			awaitEnd(process, limit, command);
			String printed = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
			if (forItsOutput && printed.isEmpty()) {
				requireRoom(output);
			}
			if (process.exitValue() != 0) {
				throw new IOException(
						command.getFirst() + " failed with exit code " + process.exitValue() + lastLines(printed));
			}
			return printed;
		}
		finally {
			Files.deleteIfExists(output);
		}
	}

	private static Path outputFile() {
		try {
			return Files.createTempFile("now-or-never-", ".out");
		}
		catch (IOException ex) {
			throw noRoom(ex);
		}
	}

	/**
	 * What has no room for its output may seem to print nothing.
	 */
	private static void requireRoom(Path output) {
		try {
			Room.tryToGrow(output);
		}
		catch (IOException ex) {
			throw noRoom(ex);
		}
	}

	private static TestbedException noRoom(IOException problem) {
		return new TestbedException(Room.complaint(Room.ofThisProgram(), problem), problem);
	}

	private static Path currentFolder() {
		return Path.of("").toAbsolutePath();
	}

	private static void awaitEnd(Process process, Duration limit, List<String> command) throws IOException {
		boolean ended = false;
		try {
			ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
			if (!ended) {
				throw new IOException(command.getFirst() + " took more than " + limit.toSeconds() + " s");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted while " + command.getFirst() + " ran");
		}
		finally {
			if (!ended) {
				process.destroyForcibly();
			}
		}
	}

	private static String lastLines(String printed) {
		List<String> lines = printed.lines().map(String::strip).filter((line) -> !line.isEmpty()).toList();
		List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
		return last.isEmpty() ? "" : ": " + String.join(" | ", last);
	}

}
