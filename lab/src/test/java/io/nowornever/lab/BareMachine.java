package io.nowornever.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A machine for the script {@code tools/program} that has only what a test gives it: a
 * folder with the tools which every system has, a home, and a network that is down.
 */
abstract class BareMachine {

	static final String SCRIPT = Path.of(System.getProperty("basedir", ""))
		.toAbsolutePath()
		.resolveSibling("tools/program")
		.toString();

	/**
	 * A network: curl answers with the file of the address's last part in the folder
	 * {@code served}.
	 */
	static final String SERVE = "while [ \"$1\" != -o ]; do shift; done; cat \"$TEST/served/${3##*/}\" >\"$2\"";

	private static final String TAKE_TOOLS = """
			mkdir tools
			for tool in awk bash cat cut df du find flock gzip head ls mkdir mount mv rm sed sh sha256sum sha512sum shasum sleep sort tar tr; do
				file=$(command -v $tool) && printf '#!/bin/sh\nexec %s "$@"\n' "$file" >tools/$tool
			done
			chmod +x tools/*
			""";

	@TempDir
	Path folder;

	final Map<String, String> environment = new HashMap<>();

	@BeforeEach
	void makeMachine() throws Exception {
		resultOf(start("bash", "-c", TAKE_TOOLS));
		write("tools/uname", "echo Linux x86_64");
		write("tools/curl", "echo 'the network is down' >&2; exit 6");
		this.environment.put("TEST", this.folder.toString());
		this.environment.put("HOME", this.folder + "/home");
		this.environment.put("PATH", this.folder + "/tools");
	}

	final Path cache() {
		return this.folder.resolve("home/.cache/now-or-never");
	}

	final void putOnPath(Path executable) {
		this.environment.merge("PATH", executable.getParent() + ":", (path, first) -> first + path);
	}

	/**
	 * Writes a script, which can be executed unless it is empty.
	 */
	final Path write(String name, String script) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(Objects.requireNonNull(file.getParent()));
		Files.writeString(file, "#!/bin/sh\n" + script + "\n");
		assertThat(file.toFile().setExecutable(!script.isEmpty())).isTrue();
		return file;
	}

	final Result run(String name) throws Exception {
		return resultOf(start(SCRIPT, name));
	}

	final Process start(String... command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.folder.toFile());
		builder.environment()
			.keySet()
			.removeAll(Set.of("NATS_SERVER", "PROMETHEUS", "PROMTOOL", "MVN", "JAVA_HOME", "XDG_CACHE_HOME", "HOME"));
		builder.environment().putAll(this.environment);
		return builder.start();
	}

	static Result resultOf(Process process) throws Exception {
		String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return new Result(process.exitValue(), out, err);
	}

	record Result(int code, String out, String err) {
	}

}
