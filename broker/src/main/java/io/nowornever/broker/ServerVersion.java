package io.nowornever.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a nats-server.
 *
 * @param major the first number
 * @param minor the second number
 * @param patch the third number
 */
record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {

	static final ServerVersion OLDEST_ALLOWED = new ServerVersion(2, 11, 0);

	private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");

	private static final Duration LIMIT = Duration.ofSeconds(10);

	/**
	 * Finds the first version in a text such as {@code nats-server: v2.15.1}.
	 */
	static Optional<ServerVersion> in(String text) {
		Matcher matcher = NUMBERS.matcher(text);
		if (!matcher.find()) {
			return Optional.empty();
		}
		return Optional.of(new ServerVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)),
				Integer.parseInt(matcher.group(3))));
	}

	/**
	 * Asks an executable for its version.
	 * @throws IOException if the file is no nats-server that can be used; the message
	 * names the file and says why
	 */
	static ServerVersion allowedOf(Path executable) throws IOException {
		if (!Files.exists(executable)) {
			throw new IOException(executable + " does not exist");
		}
		if (!Files.isRegularFile(executable) || !Files.isExecutable(executable)) {
			throw new IOException(executable + " is not an executable file");
		}
		ServerVersion version = of(executable);
		if (version.compareTo(OLDEST_ALLOWED) < 0) {
			throw new IOException(
					executable + " is version " + version + ", too old: " + OLDEST_ALLOWED + " or later is needed");
		}
		return version;
	}

	private static ServerVersion of(Path executable) throws IOException {
		String printed;
		try {
			printed = Command.run(LIMIT, List.of(executable.toString(), "--version"));
		}
		catch (IOException ex) {
			throw new IOException(executable + " does not tell its version: " + ex.getMessage(), ex);
		}
		return in(printed).orElseThrow(() -> new IOException(
				executable + " does not tell its version; asked for it, it printed: " + printed.strip()));
	}

	@Override
	public int compareTo(ServerVersion other) {
		return Comparator.comparingInt(ServerVersion::major)
			.thenComparingInt(ServerVersion::minor)
			.thenComparingInt(ServerVersion::patch)
			.compare(this, other);
	}

	@Override
	public String toString() {
		return this.major + "." + this.minor + "." + this.patch;
	}

}
