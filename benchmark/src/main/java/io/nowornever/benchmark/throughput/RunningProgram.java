package io.nowornever.benchmark.throughput;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.nowornever.testbed.TestbedException;

/**
 * A program that ends with this JVM at the latest.
 */
final class RunningProgram {

	private final List<String> command;

	private final Process process;

	private final Thread guard;

	private RunningProgram(List<String> command, Process process) {
		this.command = command;
		this.process = process;
		this.guard = new Thread(process::destroyForcibly);
		Runtime.getRuntime().addShutdownHook(this.guard);
	}

	static RunningProgram start(List<String> command) throws IOException {
		return new RunningProgram(command, new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Waits for its end.
	 * @return what it printed
	 * @throws TestbedException if it ended otherwise than with 0
	 */
	String awaitOutput() throws IOException, InterruptedException {
		try {
			String printed = new String(this.process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			int status = this.process.waitFor();
			if (status != 0) {
				throw new IOException(
						"It ended with " + status + ": " + String.join(" ", this.command) + "\n" + printed);
			}
			return printed;
		}
		finally {
			Runtime.getRuntime().removeShutdownHook(this.guard);
		}
	}

}
