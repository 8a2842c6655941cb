package io.nowornever.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class ServerVersionTests {

	@Test
	void isReadFromWhatTheServerPrints() {
		assertThat(ServerVersion.in("nats-server: v2.15.1")).contains(new ServerVersion(2, 15, 1));
		assertThat(ServerVersion.in("nats-server: v2.12.0-RC.1")).contains(new ServerVersion(2, 12, 0));
		assertThat(ServerVersion.in("something else")).isEmpty();
	}

	@Test
	void isComparedByNumbersNotByText() {
		assertThat(new ServerVersion(2, 9, 10)).isLessThan(new ServerVersion(2, 11, 0));
		assertThat(new ServerVersion(2, 11, 2)).isLessThan(new ServerVersion(2, 11, 10));
		assertThat(new ServerVersion(3, 0, 0)).isGreaterThan(new ServerVersion(2, 99, 0));
	}

	@Test
	void theOldestAllowedIsAllowed(@TempDir Path folder) throws IOException {
		Path executable = FakeServer.ofVersion(folder, "2.11.0");
		assertThat(ServerVersion.allowedOf(executable)).isEqualTo(ServerVersion.OLDEST_ALLOWED);
	}

	@Test
	void aFileThatCannotBeExecutedIsNamed(@TempDir Path folder) throws IOException {
		Path file = Files.createFile(folder.resolve("plain"));
		assertThatIOException().isThrownBy(() -> ServerVersion.allowedOf(file))
			.withMessage(file + " is not an executable file");
	}

	@Test
	void aProgramThatFailsIsNamedWithWhatItPrinted(@TempDir Path folder) throws IOException {
		Path executable = FakeServer.write(folder, "echo 'wrong architecture'; exit 3");
		assertThatIOException().isThrownBy(() -> ServerVersion.allowedOf(executable))
			.withMessageContaining(executable.toString())
			.withMessageContaining("exit code 3: wrong architecture");
	}

	@Test
	void aProgramWithoutAVersionIsNamedWithWhatItPrinted(@TempDir Path folder) throws IOException {
		Path executable = FakeServer.write(folder, "echo 'good morning'");
		assertThatIOException().isThrownBy(() -> ServerVersion.allowedOf(executable))
			.withMessageContaining("good morning");
	}

}
