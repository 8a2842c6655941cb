package io.nowornever.testbed.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/**
 * Runs Java programs, for tests, that find little room in a folder: a file system of 64
 * KiB that they alone see and that goes with them.
 */
public final class SmallFolder {

	private static final int KIB = 64;

	private static final String MOUNT = "mount -t tmpfs -o size=" + KIB + "k tmpfs \"$0\"";

	private SmallFolder() {
	}

	/**
	 * Runs a program whose temporary folder this is, to its end.
	 * @param folder the folder
	 * @param freeKib how much room is left
	 * @param output where what it prints goes
	 * @param program its class and arguments
	 * @return its exit code
	 * @throws IOException if it cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static int run(Path folder, int freeKib, Path output, String... program)
			throws IOException, InterruptedException {
		assumeItCanBeMade(folder);
		List<String> command = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
				MOUNT + " && head -c " + (KIB - freeKib) * 1024 + " /dev/zero > \"$0/filler\" && exec \"$@\"",
				folder.toString(), Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Djava.io.tmpdir=" + folder, "-cp",
				System.getProperty("java.class.path")));
		command.addAll(List.of(program));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			if (!process.waitFor(120, TimeUnit.SECONDS)) {
				throw new AssertionError("It goes on; so far it printed: " + Files.readString(output));
			}
			return process.exitValue();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static void assumeItCanBeMade(Path folder) throws InterruptedException {
		String reason = "a file system of 64 KiB cannot be mounted here";
		try {
			int code = new ProcessBuilder("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", MOUNT,
					folder.toString())
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
			Assumptions.assumeTrue(code == 0, reason);
		}
		catch (IOException ex) {
			Assumptions.abort(reason + ": " + ex.getMessage());
		}
	}

}
