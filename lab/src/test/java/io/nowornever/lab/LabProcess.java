package io.nowornever.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A command of the lab as a process that leads a process group, as a shell with a
 * terminal starts it, writing to a pipe.
 */
public final class LabProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader out;

	private final Path temporary;

	private final List<ProcessHandle> seen = new ArrayList<>();

	private LabProcess(Process process, Path temporary) {
		this.process = process;
		this.out = process.inputReader();
		this.temporary = temporary;
	}

	/**
	 * Starts a command.
	 * @param temporary an empty folder for its temporary files
	 * @param arguments the command and its options
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	public static LabProcess start(Path temporary, String... arguments) throws IOException {
		return start(temporary, List.of(), arguments);
	}

	/**
	 * Starts a command that finds the services elsewhere.
	 * @param root the folder with their modules
	 * @param temporary an empty folder for its temporary files
	 * @param arguments the command and its options
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	public static LabProcess startIn(Path root, Path temporary, String... arguments) throws IOException {
		return start(temporary, List.of("-Dlab.root=" + root), arguments);
	}

	private static LabProcess start(Path temporary, List<String> settings, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(signalsAsInAShell());
		command.addAll(List.of("setsid", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temporary));
		command.addAll(settings);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), LabCommand.class.getName()));
		command.addAll(List.of(arguments));
		return new LabProcess(new ProcessBuilder(command).redirectErrorStream(true).start(), temporary);
	}

	/**
	 * A shell without job control lets its background processes ignore SIGINT, and they
	 * pass that on.
	 */
	private static List<String> signalsAsInAShell() throws IOException {
		List<String> env = List.of("env", "--default-signal=INT");
		List<String> attempt = new ArrayList<>(env);
		attempt.add("true");
		try {
			return (new ProcessBuilder(attempt).start().waitFor() == 0) ? env : List.of();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return List.of();
		}
	}

	/**
	 * Reads on to a line.
	 * @param part what the line contains
	 * @return the lines up to and with it
	 * @throws IOException if its output cannot be read
	 */
	public List<String> readTo(String part) throws IOException {
		List<String> lines = new ArrayList<>();
		for (String line = this.out.readLine(); line != null; line = this.out.readLine()) {
			lines.add(line);
			if (line.contains(part)) {
				return lines;
			}
		}
		throw new AssertionError("No line contains '" + part + "': " + String.join("\n", lines));
	}

	/**
	 * Reads on until a page is served.
	 * @return the page's address
	 * @throws IOException if its output cannot be read
	 */
	public URI page() throws IOException {
		return URI.create(readTo("The page is at").getLast().replaceAll("The page is at ([^,]+),.*", "$1"));
	}

	/**
	 * Reads what is left.
	 * @return the lines
	 */
	public List<String> readToEnd() {
		return this.out.lines().toList();
	}

	/**
	 * Closes the pipe.
	 * @throws IOException if that fails
	 */
	public void stopReading() throws IOException {
		this.out.close();
	}

	/**
	 * Remembers the processes below it that exist now.
	 * @return how many there are
	 */
	public int look() {
		List<ProcessHandle> now = this.process.descendants().toList();
		this.seen.addAll(now);
		return now.size();
	}

	/**
	 * Ctrl-C: SIGINT to the whole group.
	 * @throws Exception if it cannot be sent
	 */
	public void interrupt() throws Exception {
		look();
		assertThat(interrupt("-" + this.process.pid())).isZero();
	}

	/**
	 * Ctrl-C as it may be heard under load: by the processes below it first, and by
	 * itself when they are gone.
	 * @throws Exception if it cannot be sent
	 */
	public void interruptLast() throws Exception {
		look();
		for (ProcessHandle below : this.seen) {
			interrupt("" + below.pid());
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.seen.stream().noneMatch(ProcessHandle::isAlive));
		assertThat(interrupt("" + this.process.pid())).isZero();
	}

	private static int interrupt(String whom) throws Exception {
		return new ProcessBuilder("/bin/sh", "-c", "kill -INT " + whom).start().waitFor();
	}

	/**
	 * Waits for its end.
	 * @return its exit code
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	public int exitCode() throws InterruptedException {
		assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).as("has ended").isTrue();
		return this.process.exitValue();
	}

	/**
	 * Asserts that no process and no temporary file is left. A process that was killed
	 * may take a moment to go.
	 * @throws IOException if the folder cannot be read
	 */
	public void assertNothingIsLeft() throws IOException {
		assertThat(this.seen).isNotEmpty();
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.seen).noneMatch(ProcessHandle::isAlive));
		try (Stream<Path> files = Files.list(this.temporary)) {
			assertThat(files).isEmpty();
		}
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
		try {
			this.out.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
