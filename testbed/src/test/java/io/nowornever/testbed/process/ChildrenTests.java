package io.nowornever.testbed.process;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.nowornever.testbed.TestbedException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class ChildrenTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path temporary;

	/**
	 * A program that ends while another of its threads is closing: its child is slow to
	 * end.
	 */
	static final class ExitsWhileItCloses {

		private ExitsWhileItCloses() {
		}

		/**
		 * Runs the program.
		 */
		public static void main(String[] args) {
			Children children = new Children(Duration.ofSeconds(2));
			ProcessLog log = new ProcessLog(children.folder("closing-").path().resolve("log"));
			ChildProcess child = children.start("child", List.of("sh", "-c", "trap '' TERM; echo ready; exec sleep 60"),
					log, null);
			await().atMost(60, TimeUnit.SECONDS).until(() -> log.end().startsWith("ready"));
			System.out.println(child.pid());
			Thread.ofPlatform().start(children::close);
			await().atMost(60, TimeUnit.SECONDS).until(children::areClosed);
			System.exit(0);
		}

	}

	@Test
	@Tag("integration")
	void aJvmThatExitsWaitsForAnEndThatHasBegun() throws Exception {
		Process program = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + this.temporary, "-cp",
				System.getProperty("java.class.path"), ExitsWhileItCloses.class.getName())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try (BufferedReader out = program.inputReader()) {
			long child = Long.parseLong(out.readLine());
			assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(this.temporary).isEmptyDirectory();
			await().atMost(60, TimeUnit.SECONDS).until(() -> ProcessHandle.of(child).isEmpty());
		}
		finally {
			program.destroyForcibly();
		}
	}

	@Test
	void onceClosedNothingIsStartedOrMade() {
		Children children = new Children(Duration.ZERO);
		TemporaryFolder folder = children.folder("closed-");
		children.close();
		assertThat(folder.path()).doesNotExist();
		assertThatExceptionOfType(TestbedException.class).isThrownBy(() -> children.folder("closed-"));
		assertThatExceptionOfType(TestbedException.class)
			.isThrownBy(() -> children.start("true", List.of("true"), new ProcessLog(folder.path()), null));
	}

}
