package io.nowornever.lab.topology;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Starts programs in a session of their own. A terminal sends Ctrl-C to every process of
 * its foreground group; what runs in another session goes on until it is ended on
 * purpose. Needs the program {@code setsid}; without it, programs run in the session of
 * this one and share its Ctrl-C.
 */
final class OwnSession {

	private static final Optional<Path> SETSID = onSearchPath("setsid");

	private OwnSession() {
	}

	static List<String> command(List<String> command) {
		List<String> whole = new ArrayList<>();
		SETSID.ifPresent((setsid) -> whole.add(setsid.toString()));
		whole.addAll(command);
		return List.copyOf(whole);
	}

	/**
	 * Makes an executable that starts another in its own session, under the same process
	 * id.
	 * @param executable the other
	 * @param folder where to write it
	 * @return the new executable, or the other itself where that is not possible
	 */
	static Path executable(Path executable, Path folder) {
		if (SETSID.isEmpty()) {
			return executable;
		}
		Path script = folder.resolve(executable.getFileName());
		try {
			Files.writeString(script,
					"#!/bin/sh\nexec " + quoted(SETSID.get()) + " " + quoted(executable) + " \"$@\"\n");
			Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
		}
		catch (IOException ex) {
			throw new LabException("Cannot write " + script + ": " + ex, ex);
		}
		return Files.isExecutable(script) ? script : executable;
	}

	private static String quoted(Path path) {
		return "'" + path.toString().replace("'", "'\\''") + "'";
	}

	private static Optional<Path> onSearchPath(String name) {
		String searchPath = System.getenv().getOrDefault("PATH", "");
		return Arrays.stream(searchPath.split(File.pathSeparator, -1))
			.filter((folder) -> !folder.isEmpty())
			.map((folder) -> Path.of(folder, name).toAbsolutePath())
			.filter(Files::isExecutable)
			.findFirst();
	}

}
