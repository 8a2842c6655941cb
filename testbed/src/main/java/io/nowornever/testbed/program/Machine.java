package io.nowornever.testbed.program;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What the search for a program needs to know of the machine.
 *
 * @param variables the environment variables
 * @param properties the system properties
 * @param home the user's home folder
 * @param system the name of the operating system, as in {@code os.name}
 * @param processor the name of the architecture, as in {@code os.arch}
 */
record Machine(Map<String, String> variables, Map<String, String> properties, Path home, String system,
		String processor) {

	static Machine current() {
		return new Machine(System.getenv(), systemProperties(), Path.of(System.getProperty("user.home")),
				System.getProperty("os.name"), System.getProperty("os.arch"));
	}

	List<Path> searchPath() {
		return Arrays.stream(variable("PATH").split(File.pathSeparator, -1))
			.filter((folder) -> !folder.isEmpty())
			.map(Path::of)
			.toList();
	}

	Path cacheFolder() {
		String base = variable("XDG_CACHE_HOME");
		Path caches = base.isEmpty() ? this.home.resolve(".cache") : Path.of(base);
		return caches.resolve("now-or-never");
	}

	/**
	 * An environment variable.
	 * @return its value, empty if it is not set
	 */
	String variable(String name) {
		return this.variables.getOrDefault(name, "");
	}

	/**
	 * A system property.
	 * @return its value, empty if it is not set
	 */
	String property(String name) {
		return this.properties.getOrDefault(name, "");
	}

	/**
	 * The platform as nats-server's releases name it.
	 * @return for example {@code linux-amd64}
	 * @throws IOException if there are no releases for it that could be used here
	 */
	String releasePlatform() throws IOException {
		return releaseSystem() + "-" + releaseProcessor();
	}

	private String releaseSystem() throws IOException {
		String name = this.system.toLowerCase(Locale.ROOT);
		if (name.startsWith("linux")) {
			return "linux";
		}
		if (name.startsWith("mac")) {
			return "darwin";
		}
		throw new IOException(this.system + " is not supported, only Linux and macOS are");
	}

	private String releaseProcessor() throws IOException {
		return switch (this.processor.toLowerCase(Locale.ROOT)) {
			case "amd64", "x86_64" -> "amd64";
			case "aarch64", "arm64" -> "arm64";
			default -> throw new IOException(this.processor + " is not supported, only amd64 and arm64 are");
		};
	}

	private static Map<String, String> systemProperties() {
		Properties all = System.getProperties();
		return all.stringPropertyNames().stream().collect(Collectors.toMap((name) -> name, all::getProperty));
	}

}
