package io.nowornever.testbed.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A program that is needed.
 *
 * @param name the name of its executable
 * @param property the system property that may name an executable
 * @param variable the environment variable that may name one
 * @param oldestAllowed the version from which on it will do
 */
record Program(String name, String property, String variable, Version oldestAllowed) {

	static final Program NATS_SERVER = new Program("nats-server", "nats.server", "NATS_SERVER", new Version(2, 11, 0));

	private static final Duration LIMIT = Duration.ofSeconds(10);

	/**
	 * Asks an executable for its version.
	 * @throws IOException if the file is none that can be used; the message names the
	 * file and says why
	 */
	Version allowedVersionOf(Path executable) throws IOException {
		if (!Files.exists(executable)) {
			throw new IOException(executable + " does not exist");
		}
		if (!Files.isRegularFile(executable) || !Files.isExecutable(executable)) {
			throw new IOException(executable + " is not an executable file");
		}
		Version version = versionOf(executable);
		if (version.compareTo(this.oldestAllowed) < 0) {
			throw new IOException(
					executable + " is version " + version + ", too old: " + this.oldestAllowed + " or later is needed");
		}
		return version;
	}

	/**
	 * What is needed, for messages.
	 */
	@Override
	public String toString() {
		return this.name + " of version " + this.oldestAllowed + " or later";
	}

	private static Version versionOf(Path executable) throws IOException {
		String printed;
		try {
			printed = Command.ask(LIMIT, List.of(executable.toString(), "--version"));
		}
		catch (IOException ex) {
			throw new IOException(executable + " does not tell its version: " + ex.getMessage(), ex);
		}
		return Version.in(printed)
			.orElseThrow(() -> new IOException(
					executable + " does not tell its version; asked for it, it printed: " + printed.strip()));
	}

}
