package io.nowornever.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The script that finds or fetches nats-server, Prometheus and promtool, on machines that
 * have only what a test gives them.
 */
@Tag("integration")
class ProgramScriptTests extends BareMachine {

	@Test
	void theVariableComesBeforeThePathAndThePathBeforeTheCache() throws Exception {
		Path named = server("named", "2.11.0");
		Path good = server("good", "2.12.0-RC.1");
		server("home/.cache/now-or-never/nats-server-2.15.1", "2.15.1");
		putOnPath(good);
		putOnPath(server("old", "2.9.10"));
		assertThatItFinds(good);
		this.environment.put("NATS_SERVER", named.toString());
		assertThatItFinds(named);
	}

	@ParameterizedTest
	@CsvSource({ "HOME, .cache/now-or-never", "XDG_CACHE_HOME, now-or-never" })
	void theNewestInTheCacheThatWorksIsTaken(String variable, String cache) throws Exception {
		this.environment.put(variable, this.folder.toString());
		server(cache + "/nats-server-2.9.30", "2.9.30");
		server(cache + "/nats-server-2.12.0", "2.12.0");
		Path newest = server(cache + "/nats-server-2.15.1", "2.15.1");
		write(cache + "/nats-server-2.16.0/nats-server", "exit 1");
		assertThatItFinds(newest);
	}

	@ParameterizedTest
	@ValueSource(strings = { "prometheus", "promtool" })
	void prometheusAndItsToolAreFoundInTheSameWay(String program) throws Exception {
		Path good = write("good/" + program, "echo '" + program + ", version 3.0.0+ds1 (branch: debian/sid)' >&2");
		putOnPath(good);
		putOnPath(write("old/" + program, "echo '" + program + ", version 2.53.1'"));
		assertThat(run(program)).isEqualTo(new Result(0, good + "\n", ""));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			value = { "- | does not exist. Name a", "'' | is not an executable file. Name a",
					"echo v2.9.10 | is version 2.9.10, too old: 2.11.0 or later is needed. Name a",
					"echo bad; exit 3 | does not tell its version: bad", "exit 3 | failed with exit code 3. Name a",
					"echo good morning | does not tell its version; asked for it, it printed: good morning. Name a" })
	void aNamedOneOfNoUseIsAFailureThoughThePathHasAnother(@Nullable String script, String reason) throws Exception {
		putOnPath(server("path", "2.15.1"));
		Path named = this.folder.resolve("named");
		if (script != null) {
			write("named", script);
		}
		this.environment.put("NATS_SERVER", named.toString());
		assertThatItFails().contains("The nats-server named by NATS_SERVER cannot be used: " + named, reason,
				". Name a nats-server of version 2.11.0 or later\n");
	}

	@Test
	void ifNothingIsFoundAllThatWasTriedIsListed() throws Exception {
		Path old = server("old", "2.9.10");
		putOnPath(old);
		assertThatItFails().contains("nats-server: fetching release 2.15.1 (about 7 MB) from https://",
				"nats-server: not fetched: the network is down | curl failed with exit code 6\n",
				"No nats-server of version 2.11.0 or later was found. Install one, or set NATS_SERVER to its path. Tried:\n"
						+ "  - PATH: " + old + " is version 2.9.10, too old: 2.11.0 or later is needed\n"
						+ "  - cache: none in " + cache() + "\n  - release 2.15.1 (about 7 MB) from https://",
				"\n  - Debian package nats-server (sid) by apt-get: ");
	}

	@ParameterizedTest
	@CsvSource({ "Linux x86_64, linux-amd64", "Linux aarch64, linux-arm64", "Darwin arm64, darwin-arm64" })
	void theReleaseOfThisPlatformReplacesABrokenOneAndLeavesNothingElse(String uname, String platform)
			throws Exception {
		write("tools/uname", "echo " + uname);
		write("tools/curl", SERVE);
		publish(platform, "2.15.1", true);
		Path target = write("home/.cache/now-or-never/nats-server-2.15.1/nats-server", "exit 1");
		Path unfinished = Files.createDirectories(cache().resolve(".fetch-123"));
		Files.setLastModifiedTime(unfinished, FileTime.from(Instant.EPOCH));
		assertThat(run("nats-server").out()).isEqualTo(target + "\n");
		assertThatItFinds(target);
		assertThat(cache()).isDirectoryNotContaining("glob:**.fetch-*");
	}

	@ParameterizedTest
	@CsvSource({ "linux-amd64, 2.15.1, false, .tar.gz is refused: its SHA-256 is ",
			"linux-arm64, 2.15.1, true, SHA256SUMS has no line for nats-server-v2.15.1-linux-amd64.tar.gz",
			"linux-amd64, 2.10.4, true, 'is version 2.10.4, too old: 2.11.0 or later is needed'" })
	void aReleaseThatIsNotAsItShouldBeIsRefused(String platform, String version, boolean intact, String reason)
			throws Exception {
		write("tools/curl", SERVE);
		publish(platform, version, intact);
		assertThatItFails().contains("nats-server: not fetched: ", reason);
		assertThat(cache()).isDirectoryNotContaining("glob:**nats-server*");
	}

	@Test
	void twoThatMissItAtOnceFetchItOnce() throws Exception {
		Assumptions.assumeTrue(Files.exists(this.folder.resolve("tools/flock")), "without flock, both fetch it");
		write("tools/curl", "echo >>$TEST/fetches; while [ ! -e $TEST/go-on ]; do sleep 0.01; done; " + SERVE);
		publish("linux-amd64", "2.15.1", true);
		Process one = start(SCRIPT, "nats-server");
		await().until(() -> Files.exists(this.folder.resolve("fetches")));
		Process other = start(SCRIPT, "nats-server");
		assertThat(other.errorReader().readLine()).isEqualTo("nats-server: waiting for another one that fetches it");
		Files.createFile(this.folder.resolve("go-on"));
		assertThat(List.of(resultOf(one).out(), resultOf(other).out()))
			.containsOnly(cache().resolve("nats-server-2.15.1/nats-server") + "\n");
		assertThat(this.folder.resolve("fetches")).hasContent("\n\n");
	}

	@Test
	void oneThatIsEndedLeavesNoProcessAndNoFolderBehind() throws Exception {
		write("tools/curl", "echo $$ >$TEST/new; mv $TEST/new $TEST/pid; exec sleep 600");
		Process process = start(SCRIPT, "nats-server");
		Path pid = this.folder.resolve("pid");
		await().until(() -> Files.exists(pid));
		process.toHandle().destroy();
		assertThat(resultOf(process).code()).isEqualTo(130);
		await().until(() -> ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).isEmpty());
		assertThat(cache()).isDirectoryNotContaining("glob:**.fetch-*");
	}

	@Test
	void aCacheWithoutRoomIsNamedWithTheReason() throws Exception {
		Path home = Files.createDirectories(this.folder.resolve("home"));
		Result result = resultOf(start("unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
				"mount -t tmpfs -o size=64k tmpfs \"$0\" && exec \"$@\"", home.toString(), SCRIPT, "nats-server"));
		Assumptions.assumeTrue(result.err().contains("Tried:"), "no file system can be mounted here: " + result);
		assertThat(result.err()).containsPattern(
				"  - cache: " + cache() + " cannot be used to fetch into: No space: 0 MB are free, and 50 are needed");
	}

	@Test
	void fedThroughStdinInABareEnvironmentItFindsOneToo() throws Exception {
		Path good = server("good", "2.15.1");
		putOnPath(good);
		this.environment.put("CDPATH", this.folder.toString());
		this.environment.put("TMPDIR", "/nowhere");
		this.environment.remove("HOME");
		Process process = start("bash", "-s", "--", "nats-server");
		Files.copy(Path.of(SCRIPT), process.getOutputStream());
		process.getOutputStream().close();
		assertThat(resultOf(process)).isEqualTo(new Result(0, good + "\n", ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "redis" })
	void anotherNameIsAnsweredWithThoseAllowed(String name) throws Exception {
		assertThat(run(name))
			.isEqualTo(new Result(2, "", "Usage: tools/program nats-server|prometheus|promtool|mvn|jdk\n"));
	}

	@Test
	@EnabledIf(value = "isDebian", disabledReason = "apt-get and Debian's keyring are not here")
	void debiansPackageIsUnpackedIntoTheCacheAndRuns() throws Exception {
		this.environment.put("PATH", this.folder + "/tools:/usr/bin:/bin");
		Result result = run("nats-server");
		assertThat(result.err()).contains("nats-server: fetched " + cache());
		assertThatItFinds(Path.of(result.out().strip()));
	}

	@Test
	@EnabledIf(value = "isDebian", disabledReason = "apt-get and Debian's keyring are not here")
	void theMachinesMirrorsAreTriedTheArchiveFirstAndWhoIsLetInByThemIsNotShown() throws Exception {
		write("tools/apt-get", "exec /usr/bin/apt-get \"$@\"");
		Path sources = Files.createDirectory(this.folder.resolve("sources"));
		Files.writeString(sources.resolve("a.list"), """
				deb http://127.0.0.1:3/vendor stable main
				deb [arch=amd64] http://ada:secret@127.0.0.1:1/debian stable main contrib # why
				deb-src http://127.0.0.1:4/debian stable main
				deb http://127.0.0.1:4/debian-security stable-security main
				deb cdrom:[Debian]/ stable main
				""");
		Files.writeString(sources.resolve("b.sources"), """
				Types: deb deb-src
				URIs: http://127.0.0.1:2/debian
				Suites: stable
				Components: main
				""");
		Path configuration = this.folder.resolve("apt.conf");
		Files.writeString(configuration,
				"Dir::Etc { SourceList \"/dev/null\"; SourceParts \"%s\"; };".formatted(sources));
		this.environment.put("APT_CONFIG", configuration.toString());
		assertThatItFails()
			.containsPattern("(?s)by apt-get: http://\\*\\*\\*@127.0.0.1:1/debian/: .*"
					+ "http://127.0.0.1:2/debian/: .*http://127.0.0.1:3/vendor/: ")
			.doesNotContain("ada", "secret", "127.0.0.1:4", "cdrom");
	}

	static boolean isDebian() {
		return Files.isExecutable(Path.of("/usr/bin/apt-get"))
				&& Files.isReadable(Path.of("/usr/share/keyrings/debian-archive-keyring.gpg"));
	}

	private void assertThatItFinds(Path executable) throws Exception {
		assertThat(run("nats-server")).isEqualTo(new Result(0, executable + "\n", ""));
	}

	private AbstractStringAssert<?> assertThatItFails() throws Exception {
		Result result = run("nats-server");
		assertThat(result).isEqualTo(new Result(1, "", result.err()));
		return assertThat(result.err());
	}

	private Path server(String name, String version) throws IOException {
		return write(name + "/nats-server", "echo 'nats-server: v" + version + "'");
	}

	private void publish(String platform, String version, boolean intact) throws Exception {
		String name = "nats-server-v2.15.1-" + platform;
		server("served/" + name, version);
		Path archive = this.folder.resolve("served/" + name + ".tar.gz");
		assertThat(resultOf(start("tar", "-czf", archive.toString(), "-C", "served", name)).code()).isZero();
		byte[] digest = MessageDigest.getInstance("SHA-256").digest(intact ? Files.readAllBytes(archive) : new byte[0]);
		Files.writeString(this.folder.resolve("served/SHA256SUMS"),
				"00  another.zip\n" + HexFormat.of().formatHex(digest) + "  " + name + ".tar.gz\n");
	}

}
