package io.nowornever.testbed.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ExecutableCacheTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void threadsThatMissItAtOnceFetchItOnce() throws Exception {
		FakeFetch fetch = new FakeFetch("2.15.1");
		try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
			List<Future<Optional<Path>>> results = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				results.add(threads.submit(() -> fetch(fetch)));
			}
			for (Future<Optional<Path>> result : results) {
				assertThat(result.get()).contains(this.folder.resolve("nats-server-2.15.1/nats-server"));
			}
		}
		assertThat(fetch.count()).isOne();
	}

	@Test
	void jvmsThatMissItAtOnceFetchItOnce() throws Exception {
		Path fetches = this.folder.resolve("fetches");
		Process one = startFetchingJvm();
		await().atMost(60, TimeUnit.SECONDS).until(() -> Files.exists(fetches));
		Process other = startFetchingJvm();
		try (BufferedReader printedByOne = one.inputReader(); BufferedReader printedByOther = other.inputReader()) {
			assertThat(printedByOther.readLine()).isEqualTo("looking");
			Files.createFile(this.folder.resolve("go-on"));
			assertThat(printedByOne.lines()).contains(this.folder.resolve("nats-server-2.15.1/nats-server").toString());
			assertThat(printedByOther.lines())
				.contains(this.folder.resolve("nats-server-2.15.1/nats-server").toString());
			assertThat(fetches).hasContent("fetched");
		}
		finally {
			one.destroyForcibly();
			other.destroyForcibly();
		}
	}

	@Test
	void anUnfinishedFetchDoesNotCountAndIsCleanedUp() throws IOException {
		Path unfinished = this.folder.resolve(".fetch-123");
		FakeServer.ofVersion(unfinished, "2.15.1");
		Files.createDirectories(this.folder.resolve("nats-server-2.15.1"));
		assertThat(new ExecutableCache(this.folder, Program.NATS_SERVER).find(new ArrayList<>())).isEmpty();
		assertThat(fetch(new FakeFetch("2.15.1"))).isPresent();
		assertThat(unfinished).doesNotExist();
	}

	@Test
	void aBrokenExecutableIsReplaced() throws IOException {
		Path broken = FakeServer.write(this.folder.resolve("nats-server-2.15.1"), "exit 1");
		assertThat(fetch(new FakeFetch("2.15.1"))).contains(broken);
		assertThat(Program.NATS_SERVER.allowedVersionOf(broken)).hasToString("2.15.1");
	}

	@Test
	void theSecondWayIsTriedIfTheFirstFails() {
		List<String> failures = new ArrayList<>();
		Optional<Path> fetched = new ExecutableCache(this.folder, Program.NATS_SERVER)
			.fetch(List.of(new FakeFetch("out of reach", null), new FakeFetch("2.12.0")), failures);
		assertThat(fetched).contains(this.folder.resolve("nats-server-2.12.0/nats-server"));
		assertThat(failures).containsExactly("fake: out of reach");
	}

	@Test
	void aFolderThatCannotBeMadeIsNamed() throws IOException {
		Path file = Files.createFile(this.folder.resolve("file"));
		List<String> failures = new ArrayList<>();
		assertThat(new ExecutableCache(file.resolve("cache"), Program.NATS_SERVER)
			.fetch(List.of(new FakeFetch("2.15.1")), failures)).isEmpty();
		assertThat(failures).singleElement().asString().contains(file.toString());
	}

	@Test
	void theLockIsFreeAfterAFetch() throws IOException {
		fetch(new FakeFetch("2.15.1"));
		try (FileChannel channel = FileChannel.open(this.folder.resolve("fetch.lock"), StandardOpenOption.WRITE);
				FileLock lock = channel.tryLock()) {
			assertThat(lock).isNotNull();
		}
	}

	private Process startFetchingJvm() throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				FetchInChildJvm.class.getName(), this.folder.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	private Optional<Path> fetch(Fetch fetch) {
		return new ExecutableCache(this.folder, Program.NATS_SERVER).fetch(List.of(fetch), new ArrayList<>());
	}

}
