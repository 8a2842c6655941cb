package io.nowornever.testbed.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TemporaryFolderTests {

	@Test
	void isRemovedWithAllItHolds() throws Exception {
		TemporaryFolder folder = TemporaryFolder.create("folder-");
		Files.writeString(Files.createDirectories(folder.path().resolve("a/b")).resolve("c"), "text");
		folder.close();
		folder.close();
		assertThat(folder.path()).doesNotExist();
	}

	@RepeatedTest(20)
	void isRemovedThoughAThreadStillPutsFilesThere() throws Exception {
		TemporaryFolder folder = TemporaryFolder.create("folder-");
		CountDownLatch writes = new CountDownLatch(10);
		Thread writer = Thread.ofPlatform().start(() -> writeUntilGone(folder.path(), writes));
		writes.await();
		folder.close();
		writer.join();
		assertThat(folder.path()).doesNotExist();
	}

	private static void writeUntilGone(Path folder, CountDownLatch writes) {
		try {
			for (int i = 0; i < 2_000; i++) {
				Files.writeString(folder.resolve("file" + i), "text");
				writes.countDown();
			}
		}
		catch (IOException ex) {
			// It is gone.
		}
	}

}
