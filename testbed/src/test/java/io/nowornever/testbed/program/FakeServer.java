package io.nowornever.testbed.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes shell scripts that stand where a nats-server is expected.
 */
public final class FakeServer {

	private FakeServer() {
	}

	public static Path write(Path folder, String script) throws IOException {
		Files.createDirectories(folder);
		Path file = Files.writeString(folder.resolve("nats-server"), "#!/bin/sh\n" + script + "\n");
		makeExecutable(file);
		return file;
	}

	private static void makeExecutable(Path file) throws IOException {
		if (!file.toFile().setExecutable(true)) {
			throw new IOException("Cannot make " + file + " executable");
		}
	}

}
