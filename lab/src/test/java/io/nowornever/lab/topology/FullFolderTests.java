package io.nowornever.lab.topology;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A temporary folder in which no log can grow.
 */
@Tag("integration")
class FullFolderTests {

	private static final int KIB = 64;

	private static final String MOUNT = "mount -t tmpfs -o size=" + KIB + "k tmpfs \"$0\"";

	private static final List<String> ALONE = List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c");

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path elsewhere;

	/**
	 * With 12 KiB, the broker's files take what there is.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 0, 12 })
	void itIsNamedAtOnceTogetherWithWhatToDo(int freeKib) throws Exception {
		assumeItCanBeMade();
		Path output = this.elsewhere.resolve("output");
		List<String> command = new ArrayList<>(ALONE);
		command.addAll(
				List.of(MOUNT + " && head -c " + (KIB - freeKib) * 1024 + " /dev/zero > \"$0/filler\" && exec \"$@\"",
						this.folder.toString(), Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						"-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Djava.io.tmpdir=" + this.folder, "-cp",
						System.getProperty("java.class.path"), LabInChildJvm.class.getName()));
		Process child = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			assertThat(child.waitFor(180, TimeUnit.SECONDS)).isTrue();
			assertThat(output).content()
				.contains("Cannot write in " + this.folder, "now-or-never-", "No space left on device",
						"Free space there", "-Djava.io.tmpdir=");
			assertThat(child.exitValue()).isOne();
		}
		finally {
			child.destroyForcibly();
		}
	}

	@Test
	void aServiceWhoseLogCannotGrowIsNotWaitedFor() throws Exception {
		Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full here");
		Files.createSymbolicLink(this.folder.resolve("room"), Path.of("/dev/full"));
		Path log = Files.createFile(this.folder.resolve("mute.log"));
		Process process = new ProcessBuilder("sleep", "600").start();
		try (HttpClient http = HttpClient.newHttpClient()) {
			ServiceProcess mute = new ServiceProcess("mute", process, new ServiceLog(log), http);
			assertThatExceptionOfType(LabException.class).isThrownBy(mute::awaitReady)
				.withMessageStartingWith("mute did not start: its log cannot grow. Cannot write in " + this.folder)
				.withMessageContaining("No space left on device")
				.withMessageContaining("it printed nothing");
		}
		finally {
			process.destroyForcibly();
		}
	}

	@Test
	void aServiceThatEndedSinceItsLogCannotGrowSaysSo() throws Exception {
		Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full here");
		Path log = Files.writeString(this.folder.resolve("ended.log"), "Starting\n");
		Process process = new ProcessBuilder("sh", "-c", "exit 3").start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		Files.createSymbolicLink(this.folder.resolve("room"), Path.of("/dev/full"));
		try (HttpClient http = HttpClient.newHttpClient()) {
			ServiceProcess ended = new ServiceProcess("ended", process, new ServiceLog(log), http);
			assertThatExceptionOfType(LabException.class).isThrownBy(ended::awaitReady)
				.withMessageStartingWith("ended did not start: its log cannot grow. Cannot write in " + this.folder)
				.withMessageContaining("No space left on device")
				.withMessageContaining("Starting");
		}
	}

	private void assumeItCanBeMade() throws InterruptedException {
		String reason = "a file system of 64 KiB cannot be mounted here";
		List<String> command = new ArrayList<>(ALONE);
		command.addAll(List.of(MOUNT, this.folder.toString()));
		try {
			int code = new ProcessBuilder(command).redirectErrorStream(true)
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
