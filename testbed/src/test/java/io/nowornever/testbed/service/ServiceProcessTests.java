package io.nowornever.testbed.service;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.process.ChildProcess;
import io.nowornever.testbed.process.Children;
import io.nowornever.testbed.process.ProcessLog;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A service whose log cannot grow.
 */
@Tag("integration")
class ServiceProcessTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void aServiceWhoseLogCannotGrowIsNotWaitedFor() throws Exception {
		Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full here");
		Files.createSymbolicLink(this.folder.resolve("room"), Path.of("/dev/full"));
		Path log = Files.createFile(this.folder.resolve("mute.log"));
		try (Children children = new Children(Duration.ZERO); HttpClient http = HttpClient.newHttpClient()) {
			ChildProcess process = children.start("mute", List.of("sleep", "600"), new ProcessLog(log), null);
			ServiceProcess mute = new ServiceProcess("mute", process, new ProcessLog(log), http);
			assertThatExceptionOfType(TestbedException.class).isThrownBy(mute::awaitReady)
				.withMessageStartingWith("mute did not start: its log cannot grow. Cannot write in " + this.folder)
				.withMessageContaining("No space left on device")
				.withMessageContaining("it printed nothing");
		}
	}

	@Test
	void aServiceThatEndedSinceItsLogCannotGrowSaysSo() throws Exception {
		Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full here");
		Path log = Files.writeString(this.folder.resolve("ended.log"), "Starting\n");
		try (Children children = new Children(Duration.ZERO); HttpClient http = HttpClient.newHttpClient()) {
			ChildProcess process = children.start("ended", List.of("sh", "-c", "exit 3"), new ProcessLog(log), null);
			assertThat(process.awaitExit(Duration.ofSeconds(60))).isTrue();
			Files.createSymbolicLink(this.folder.resolve("room"), Path.of("/dev/full"));
			ServiceProcess ended = new ServiceProcess("ended", process, new ProcessLog(log), http);
			assertThatExceptionOfType(TestbedException.class).isThrownBy(ended::awaitReady)
				.withMessageStartingWith("ended did not start: its log cannot grow. Cannot write in " + this.folder)
				.withMessageContaining("No space left on device")
				.withMessageContaining("Starting");
		}
	}

}
