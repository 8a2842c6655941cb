package io.nowornever.lab.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The script that makes the secrets.
 *
 * @param folder where it keeps them
 */
record SecretsScript(Path folder) {

	static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("");

	/**
	 * Makes what is missing.
	 * @param folder where
	 */
	static SecretsScript madeIn(Path folder) throws IOException, InterruptedException {
		SecretsScript script = new SecretsScript(folder);
		script.run(Map.of(), 0);
		return script;
	}

	/**
	 * Runs the script.
	 * @param environment what to change of the environment
	 * @param exitCode with which it has to end
	 * @param options before the folder
	 * @return what it printed
	 */
	String run(Map<String, String> environment, int exitCode, String... options)
			throws IOException, InterruptedException {
		List<String> line = new ArrayList<>(List.of("/bin/bash", ROOT.resolve("tools/secrets").toString()));
		line.addAll(List.of(options));
		line.add(this.folder.toString());
		ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
		builder.environment().putAll(environment);
		Process process = builder.start();
		String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(printed).isEqualTo(exitCode);
		return printed;
	}

	/**
	 * The text of a file.
	 * @param file relative to the folder
	 */
	String read(String file) throws IOException {
		return Files.readString(this.folder.resolve(file));
	}

	/**
	 * All files, by their paths relative to the folder.
	 */
	Map<String, String> files() throws IOException {
		Map<String, String> files = new TreeMap<>();
		try (Stream<Path> found = Files.walk(this.folder)) {
			for (Path file : found.filter(Files::isRegularFile).toList()) {
				files.put(this.folder.relativize(file).toString(), Files.readString(file));
			}
		}
		return files;
	}

}
