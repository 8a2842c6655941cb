package io.nowornever.lab.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("integration")
class SecretsScriptTests {

	private static final Set<PosixFilePermission> OTHERS = Set.of(PosixFilePermission.GROUP_READ,
			PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_READ,
			PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

	@TempDir
	Path folder;

	private SecretsScript script;

	@BeforeEach
	void make() throws Exception {
		this.script = SecretsScript.madeIn(this.folder.resolve("secrets"));
	}

	@Test
	void aSecondRunChangesNothing() throws Exception {
		Map<String, String> before = this.script.files();
		assertThat(this.script.run(Map.of(), 0)).contains("are there");
		assertThat(this.script.files()).isEqualTo(before);
	}

	@Test
	void rotatingMakesAllNew() throws Exception {
		Map<String, String> before = this.script.files();
		this.script.run(Map.of(), 0, "--rotate");
		Map<String, String> after = this.script.files();
		assertThat(after).hasSameSizeAs(before);
		after.forEach((file, text) -> {
			if (!file.endsWith("/user") && !file.equals("made/complete")) {
				assertThat(text).as(file).isNotEqualTo(before.get(file));
			}
		});
	}

	@Test
	void aRunThatWasInterruptedIsBegunAnew() throws Exception {
		String before = this.script.read("producer/nats/password");
		Files.delete(this.script.folder().resolve("made/complete"));
		this.script.run(Map.of(), 0);
		assertThat(this.script.read("producer/nats/password")).isNotEqualTo(before);
	}

	@Test
	void whatAPartyHasLostComesBack() throws Exception {
		Map<String, String> before = this.script.files();
		Files.delete(this.script.folder().resolve("nats/server.key"));
		Files.writeString(this.script.folder().resolve("consumer/nats/password"), "other");
		this.script.run(Map.of(), 0);
		assertThat(this.script.files()).isEqualTo(before);
	}

	@Test
	void everyPasswordIsAnotherAndLong() throws Exception {
		Set<String> passwords = new HashSet<>();
		for (String file : List.of("producer/nats/password", "consumer/nats/password", "operator/nats/password",
				"lab/nats/password", "grafana/admin-password", "made/cluster")) {
			assertThat(this.script.read(file)).matches("[0-9a-f]{64}");
			passwords.add(this.script.read(file));
		}
		assertThat(passwords).hasSize(6);
	}

	@Test
	void nobodyElseCanReadThem() throws Exception {
		for (Path file : all(this.script.folder())) {
			assertThat(Files.getPosixFilePermissions(file)).as(file.toString()).doesNotContainAnyElementsOf(OTHERS);
		}
	}

	@Test
	void ofWhatIsSharedEverybodyCanReadWhatIsAPartysButNotTheOriginals() throws Exception {
		SecretsScript shared = new SecretsScript(this.folder.resolve("shared"));
		shared.run(Map.of(), 0, "--shared");
		for (String party : List.of("nats", "producer", "consumer", "operator", "lab", "grafana")) {
			for (Path file : all(shared.folder().resolve(party))) {
				assertThat(Files.getPosixFilePermissions(file)).as(file.toString())
					.contains(PosixFilePermission.OTHERS_READ)
					.doesNotContain(PosixFilePermission.OTHERS_WRITE);
			}
		}
		for (Path file : all(shared.folder().resolve("made"))) {
			assertThat(Files.getPosixFilePermissions(file)).as(file.toString()).doesNotContainAnyElementsOf(OTHERS);
		}
	}

	@Test
	void theAuthoritysKeyIsGone() throws Exception {
		assertThat(this.script.files().keySet()).filteredOn((file) -> file.endsWith(".key"))
			.containsExactlyInAnyOrder("made/server.key", "nats/server.key");
	}

	@Test
	void withoutOpensslItSaysWhatIsMissing() throws Exception {
		assertThat(this.script.run(Map.of("PATH", this.folder.toString()), 1)).contains("openssl is missing");
	}

	@Test
	void anUnknownOptionIsRefusedWithThoseThatAreAllowed() throws Exception {
		assertThat(this.script.run(Map.of(), 1, "--rotat")).contains("--rotat.", "--rotate");
	}

	private static List<Path> all(Path folder) throws IOException {
		try (Stream<Path> found = Files.walk(folder)) {
			return found.filter(Files::isRegularFile).toList();
		}
	}

}
