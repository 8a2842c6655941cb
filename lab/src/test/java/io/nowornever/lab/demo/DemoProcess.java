package io.nowornever.lab.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.nowornever.lab.LabCommand;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo as a process that leads a process group, as a shell with a terminal starts it,
 * writing to a pipe.
 */
final class DemoProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader out;

	private final Path temporary;

	private final List<ProcessHandle> seen = new ArrayList<>();

	private DemoProcess(Process process, Path temporary) {
		this.process = process;
		this.out = process.inputReader();
		this.temporary = temporary;
	}

	/**
	 * Starts the demo.
	 * @param temporary an empty folder for its temporary files
	 * @param options the options
	 */
	static DemoProcess start(Path temporary, String... options) throws IOException {
		List<String> command = new ArrayList<>(signalsAsInAShell());
		command.addAll(List.of("setsid", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temporary, "-cp",
				System.getProperty("java.class.path"), LabCommand.class.getName(), "demo"));
		command.addAll(List.of(options));
		return new DemoProcess(new ProcessBuilder(command).redirectErrorStream(true).start(), temporary);
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
	 */
	List<String> readTo(String part) throws IOException {
		List<String> lines = new ArrayList<>();
		for (String line = this.out.readLine(); line != null; line = this.out.readLine()) {
			lines.add(line);
			if (line.contains(part)) {
				return lines;
			}
		}
		throw new AssertionError("No line contains '" + part + "': " + String.join("\n", lines));
	}

	List<String> readToEnd() {
		return this.out.lines().toList();
	}

	/**
	 * Closes the pipe.
	 */
	void stopReading() throws IOException {
		this.out.close();
	}

	/**
	 * Remembers the processes below it that exist now.
	 * @return how many there are
	 */
	int look() {
		List<ProcessHandle> now = this.process.descendants().toList();
		this.seen.addAll(now);
		return now.size();
	}

	/**
	 * Ctrl-C: SIGINT to the whole group.
	 */
	void interrupt() throws IOException, InterruptedException {
		look();
		Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -INT -" + this.process.pid()).inheritIO().start();
		assertThat(kill.waitFor()).isZero();
	}

	int exitCode() throws InterruptedException {
		assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).as("has ended").isTrue();
		return this.process.exitValue();
	}

	void assertNothingIsLeft() throws IOException {
		assertThat(this.seen).isNotEmpty().noneMatch(ProcessHandle::isAlive);
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
