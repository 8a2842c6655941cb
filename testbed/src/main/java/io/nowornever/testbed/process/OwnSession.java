package io.nowornever.testbed.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
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

	/**
	 * The command that starts another in its own session, under the same process id if it
	 * is started by {@link ProcessBuilder}.
	 * @param command the other
	 * @return the new command, or the other itself where that is not possible
	 */
	static List<String> command(List<String> command) {
		List<String> whole = new ArrayList<>();
		SETSID.ifPresent((setsid) -> whole.add(setsid.toString()));
		whole.addAll(command);
		return List.copyOf(whole);
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
