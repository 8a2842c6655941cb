package io.nowornever.testbed.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.nowornever.testbed.TestbedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@Tag("integration")
@Isolated("the property that it sets is the whole JVM's")
class ProgramTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@AfterEach
	void forgetProperty() {
		System.clearProperty("nats.server");
	}

	@Test
	void oneIsFoundOnThisMachine() {
		assertThat(Program.NATS_SERVER.locate()).isExecutable().isSameAs(Program.NATS_SERVER.locate());
	}

	@Test
	void thePropertyComesBeforeAllElse() throws IOException {
		Path named = FakeServer.write(this.folder, "echo 'nats-server: v2.11.0'");
		System.setProperty("nats.server", named.toString());
		assertThat(Program.NATS_SERVER.locate()).isEqualTo(named);
	}

	@Test
	void oneThatIsOfNoUseIsRefusedWithTheReason() throws IOException {
		Path old = FakeServer.write(this.folder, "echo 'nats-server: v2.9.10'");
		assertThatExceptionOfType(TestbedException.class).isThrownBy(() -> Program.NATS_SERVER.require(old))
			.withMessageContaining(old + " is version 2.9.10, too old: 2.11.0 or later is needed");
	}

	@Test
	void ifNoneIsFoundTheMessageListsAllThatWasTried() {
		Map<String, String> bareMachine = Map.of("PATH", this.folder.toString(), "HOME", this.folder.toString());
		assertThatExceptionOfType(TestbedException.class).isThrownBy(() -> ProgramScript.run("promtool", bareMachine))
			.withMessageContaining("No promtool of version 3.0.0 or later was found.")
			.withMessageContaining("\n  - PATH: no promtool in it\n  - cache: ");
	}

	@Test
	void anInterruptedSearchEndsWithAllItsProcesses() throws Exception {
		Path pid = this.folder.resolve("pid");
		Path named = FakeServer.write(this.folder,
				"echo $$ >'%1$s.new'; mv '%1$s.new' '%1$s'; exec sleep 600".formatted(pid));
		Thread search = Thread.ofVirtual()
			.start(() -> assertThatExceptionOfType(TestbedException.class)
				.isThrownBy(() -> Program.NATS_SERVER.require(named))
				.withMessageContaining("Interrupted"));
		await().until(() -> Files.exists(pid));
		search.interrupt();
		await().until(() -> ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).isEmpty());
		search.join();
	}

}
