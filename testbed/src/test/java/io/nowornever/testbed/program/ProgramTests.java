package io.nowornever.testbed.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ProgramTests {

	@Test
	void theOldestAllowedIsAllowed(@TempDir Path folder) throws IOException {
		Path executable = FakeServer.ofVersion(folder, "2.11.0");
		assertThat(Program.NATS_SERVER.allowedVersionOf(executable)).isEqualTo(Program.NATS_SERVER.oldestAllowed());
	}

	@Test
	void aFileThatCannotBeExecutedIsNamed(@TempDir Path folder) throws IOException {
		Path file = Files.createFile(folder.resolve("plain"));
		assertThatIOException().isThrownBy(() -> Program.NATS_SERVER.allowedVersionOf(file))
			.withMessage(file + " is not an executable file");
	}

	@Test
	void aProgramThatFailsIsNamedWithWhatItPrinted(@TempDir Path folder) throws IOException {
		Path executable = FakeServer.write(folder, "echo 'wrong architecture'; exit 3");
		assertThatIOException().isThrownBy(() -> Program.NATS_SERVER.allowedVersionOf(executable))
			.withMessageContaining(executable.toString())
			.withMessageContaining("exit code 3: wrong architecture");
	}

	@Test
	void aProgramWithoutAVersionIsNamedWithWhatItPrinted(@TempDir Path folder) throws IOException {
		Path executable = FakeServer.write(folder, "echo 'good morning'");
		assertThatIOException().isThrownBy(() -> Program.NATS_SERVER.allowedVersionOf(executable))
			.withMessageContaining("good morning");
	}

}
