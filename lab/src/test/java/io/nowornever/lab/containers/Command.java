package io.nowornever.lab.containers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs to its end.
 *
 * @param line the program and its arguments
 * @param environment variables beside this program's own
 * @param folder where it runs
 */
record Command(List<String> line, Map<String, String> environment, Path folder) {

	/**
	 * Runs it and requires that it succeeds.
	 * @param limit how long it may take
	 * @return what it printed, without blanks at the end
	 */
	String succeed(Duration limit) {
		Result result = run(limit);
		if (result.exitCode != 0) {
			throw new IllegalStateException(
					String.join(" ", this.line) + " ended with " + result.exitCode + ":\n" + result.output);
		}
		return result.output;
	}

	/**
	 * Runs it.
	 * @param limit how long it may take
	 */
	Result run(Duration limit) {
		try {
			Path output = Files.createTempFile("command", ".log");
			try {
				return run(limit, output);
			}
			finally {
				Files.delete(output);
			}
		}
		catch (IOException ex) {
			return new Result(Result.NOT_STARTED, String.valueOf(ex.getMessage()));
		}
	}

	private Result run(Duration limit, Path output) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(this.line).directory(this.folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().putAll(this.environment);
		Process process = builder.start();
		process.getOutputStream().close();
		try {
			boolean ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
			String printed = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).stripTrailing();
			return ended ? new Result(process.exitValue(), printed)
					: new Result(Result.NOT_ENDED, printed + "\nstill running after " + limit.toSeconds() + " s");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
		finally {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
		}
	}

	/**
	 * How it ended.
	 *
	 * @param exitCode 0 if it succeeded
	 * @param output what it printed
	 */
	record Result(int exitCode, String output) {

		private static final int NOT_STARTED = -1;

		private static final int NOT_ENDED = -2;

	}

}
