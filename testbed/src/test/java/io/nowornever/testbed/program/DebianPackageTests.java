package io.nowornever.testbed.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.nowornever.testbed.broker.Broker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@Tag("integration")
class DebianPackageTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	@EnabledIf(value = "isDebian", disabledReason = "apt-get and Debian's keyring are not here")
	void isFetchedIntoTheCacheAndRuns() throws IOException {
		List<String> failures = new ArrayList<>();
		Optional<Path> fetched = new ExecutableCache(this.folder, Program.NATS_SERVER)
			.fetch(List.of(NatsServer.debianPackage()), failures);
		assertThat(failures).isEmpty();
		Version version = Program.NATS_SERVER.allowedVersionOf(fetched.orElseThrow());
		assertThat(fetched).contains(this.folder.resolve("nats-server-" + version + "/nats-server"));
		try (Broker broker = Broker.builder().executable(fetched.orElseThrow()).start()) {
			assertThat(broker.isRunning()).isTrue();
		}
		assertThat(this.folder).isDirectoryNotContaining("glob:**.fetch-*");
	}

	@Test
	@EnabledIf(value = "isDebian", disabledReason = "apt-get and Debian's keyring are not here")
	void aMachineWithoutSourcesIsNamed() {
		assertThatIOException()
			.isThrownBy(() -> new DebianPackage(this.folder, "nats-server", Path.of("usr/sbin/nats-server"))
				.fetchInto(this.folder))
			.withMessage("no mirror is named in " + this.folder);
	}

	@Test
	@EnabledIf(value = "isDebian", disabledReason = "apt-get and Debian's keyring are not here")
	void whoIsLetInByAMirrorIsNotShown() throws IOException {
		Files.writeString(this.folder.resolve("sources.list"),
				"deb http://ada:secret@127.0.0.1:1/debian stable main\n");
		assertThatIOException()
			.isThrownBy(() -> new DebianPackage(this.folder, "nats-server", Path.of("usr/sbin/nats-server"))
				.fetchInto(this.folder))
			.withMessageStartingWith("http://***@127.0.0.1:1/debian: ")
			.satisfies((problem) -> assertThat(problem.getMessage()).doesNotContain("ada:", "secret"));
	}

	static boolean isDebian() {
		return Files.isExecutable(Path.of("/usr/bin/apt-get"))
				&& Files.isReadable(Path.of("/usr/share/keyrings/debian-archive-keyring.gpg"));
	}

}
