package io.nowornever.testbed.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The JVM that the services run on: the one that runs this program.
 */
final class Java {

	/**
	 * A quick start and little memory, since many JVMs share the machine. Those of the
	 * images, but for the heap's size.
	 */
	static final List<String> FLAGS = Stream.concat(quickOptions(), Stream.of("-Xmx128m")).toList();

	/**
	 * Instead of some of them where a service has thousands of requests a second:
	 * compiled well, and with room for those in flight.
	 */
	static final List<String> THROUGHPUT_FLAGS = List.of("-XX:TieredStopAtLevel=4", "-Xmx1g", "-XX:NewRatio=2",
			"-XX:SurvivorRatio=8");

	private static final Path HOME = Path.of(System.getProperty("java.home"));

	private Java() {
	}

	/**
	 * The flags of a quick start and more.
	 */
	static List<String> quick(String... more) {
		return Stream.concat(FLAGS.stream(), Stream.of(more)).toList();
	}

	private static Stream<String> quickOptions() {
		try (InputStream file = Java.class.getResourceAsStream("quick.options")) {
			return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<String> command(List<String> flags, Path jar, List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(HOME.resolve("bin").resolve("java").toString());
		command.addAll(flags);
		command.add("-jar");
		command.add(jar.toString());
		command.addAll(arguments);
		return List.copyOf(command);
	}

	/**
	 * What tells this JVM from others.
	 * @return the text of the JDK's own release file
	 * @throws IOException if it cannot be read
	 */
	static String identity() throws IOException {
		return HOME + "\n" + Files.readString(HOME.resolve("release"));
	}

}
