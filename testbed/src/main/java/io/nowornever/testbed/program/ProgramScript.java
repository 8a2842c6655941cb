package io.nowornever.testbed.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.nowornever.testbed.TestbedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the script {@code tools/program}, which is a resource here, wherever the jar lies.
 */
final class ProgramScript {

	private static final Logger logger = LoggerFactory.getLogger(ProgramScript.class);

	private static final long GRACE_SECONDS = 10;

	private static final ReentrantLock FINDING = new ReentrantLock();

	private static final Map<String, Path> FOUND = new HashMap<>();

	private ProgramScript() {
	}

	/**
	 * Runs it, unless this or another thread has found the program already.
	 */
	static Path findOnce(String program) {
		try {
			FINDING.lockInterruptibly();
		}
		catch (InterruptedException ex) {
			throw interrupted(program, ex);
		}
		try {
			return FOUND.computeIfAbsent(program, (name) -> run(name, Map.of()));
		}
		finally {
			FINDING.unlock();
		}
	}

	/**
	 * Runs it to its end, which comes at once if the calling thread is interrupted or the
	 * JVM shuts down.
	 * @param program the name of the program to find
	 * @param environment variables that differ from this process's own
	 * @return the executable
	 * @throws TestbedException if there is none, with the script's complaint
	 */
	static Path run(String program, Map<String, String> environment) {
		ProcessBuilder builder = new ProcessBuilder("bash", "-s", "--", program);
		builder.environment().putAll(environment);
		Process bash = start(builder, program);
		Thread hook = new Thread(() -> end(bash), "search-shutdown");
		try {
			Runtime.getRuntime().addShutdownHook(hook);
			List<String> complaint = new ArrayList<>();
			Thread listener = Thread.ofVirtual().start(() -> listen(bash.errorReader(), program, complaint));
			feed(bash.getOutputStream());
			int status = bash.waitFor();
			listener.join();
			if (status != 0) {
				throw new TestbedException(
						complaint.isEmpty() ? "The search for " + program + " ended with exit code " + status
								: String.join("\n", complaint));
			}
			return Path.of(Objects.requireNonNull(bash.inputReader().readLine()));
		}
		catch (IOException | IllegalStateException ex) {
			throw new TestbedException("The search for " + program + " broke off: " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			throw interrupted(program, ex);
		}
		finally {
			end(bash);
			remove(hook);
		}
	}

	private static void remove(Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (IllegalStateException ex) {
			// The JVM is shutting down: the hook runs, and finds little left to do.
		}
	}

	private static TestbedException interrupted(String program, InterruptedException cause) {
		Thread.currentThread().interrupt();
		return new TestbedException("Interrupted while " + program + " was looked for", cause);
	}

	private static Process start(ProcessBuilder builder, String program) {
		try {
			return builder.start();
		}
		catch (IOException ex) {
			throw new TestbedException("Cannot look for " + program + ": " + ex.getMessage(), ex);
		}
	}

	private static void feed(OutputStream stdin) throws IOException {
		try (stdin; InputStream script = ProgramScript.class.getResourceAsStream("program")) {
			Objects.requireNonNull(script).transferTo(stdin);
		}
	}

	private static void listen(BufferedReader stderr, String program, List<String> complaint) {
		try (stderr) {
			for (String line : (Iterable<String>) stderr.lines()::iterator) {
				if (line.startsWith(program + ": ")) {
					logger.info(line);
				}
				else {
					complaint.add(line);
				}
			}
		}
		catch (IOException | UncheckedIOException ex) {
			logger.debug("What the search for {} says is not heard to the end", program, ex);
		}
	}

	/**
	 * Told to end, the script takes all that it has started along.
	 */
	private static void end(Process bash) {
		bash.toHandle().destroy();
		bash.onExit().completeOnTimeout(bash, GRACE_SECONDS, TimeUnit.SECONDS).join();
		if (bash.isAlive()) {
			bash.destroyForcibly();
		}
	}

}
