package io.nowornever.testbed.broker;

import java.io.IOException;
import java.nio.file.Path;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.junit.SmallFolder;
import io.nowornever.testbed.program.FakeServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A temporary folder in which no file can grow.
 */
@Tag("integration")
class FullFolderTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path elsewhere;

	@ParameterizedTest
	@ValueSource(ints = { 0, 4 })
	void itIsNamedTogetherWithWhatToDo(int freeKib) throws Exception {
		Path output = this.elsewhere.resolve("output");
		assertThat(SmallFolder.run(this.folder, freeKib, output, BrokerInChildJvm.class.getName(), "exit")).isOne();
		assertThat(output).content()
			.contains("Cannot write in " + this.folder, "No space left on device", "Free space there",
					"-Djava.io.tmpdir=");
	}

	@Test
	@EnabledIf(value = "hasDevFull", disabledReason = "there is no /dev/full here")
	void oneThatFillsUpWhileTheServerStartsIsSeenAtOnce() throws IOException {
		Path executable = FakeServer.write(this.folder, """
				if [ "$1" = --version ]; then echo 'nats-server: v2.11.0'; exit; fi
				ln -sf /dev/full "$(dirname "$2")/room"
				exec sleep 600""");
		assertThatExceptionOfType(TestbedException.class)
			.isThrownBy(() -> Broker.builder().executable(executable).start())
			.withMessageContaining("No space left on device")
			.withMessageContaining("now-or-never-broker-");
	}

	static boolean hasDevFull() {
		return Path.of("/dev/full").toFile().exists();
	}

}
