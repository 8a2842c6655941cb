package io.nowornever.testbed.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Tag("integration")
class BrokerJvmShutdownTests {

	@ParameterizedTest
	@ValueSource(strings = { "wait", "pause" })
	void aJvmThatIsTerminatedLeavesNoServerAndNoFiles(String mode) throws Exception {
		Process child = startChild(mode);
		try (BufferedReader out = child.inputReader()) {
			long server = Long.parseLong(out.readLine());
			Path log = Path.of(out.readLine());
			assertThat(ProcessHandle.of(server)).isPresent();
			child.destroy();
			assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
			awaitEnd(server);
			assertThat(log.getParent()).doesNotExist();
		}
		finally {
			child.destroyForcibly();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = "exit")
	void aJvmThatEndsByItselfLeavesNoServer(String mode) throws Exception {
		Process child = startChild(mode);
		try (BufferedReader out = child.inputReader()) {
			long server = Long.parseLong(out.readLine());
			assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
			awaitEnd(server);
		}
		finally {
			child.destroyForcibly();
		}
	}

	private static void awaitEnd(long server) {
		await().atMost(60, TimeUnit.SECONDS).until(() -> ProcessHandle.of(server).isEmpty());
	}

	private static Process startChild(String mode) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				BrokerInChildJvm.class.getName(), mode)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

}
