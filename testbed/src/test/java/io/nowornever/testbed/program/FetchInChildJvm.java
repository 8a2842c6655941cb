package io.nowornever.testbed.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that fetches a fake nats-server into a cache, and notes in the file
 * {@code fetches} there that it does; the fetch takes until the file {@code go-on}
 * exists.
 */
final class FetchInChildJvm {

	private FetchInChildJvm() {
	}

	/**
	 * Runs the program.
	 * @param args the cache folder
	 */
	public static void main(String[] args) {
		Path cache = Path.of(args[0]);
		System.out.println("looking");
		System.out.println(
				new ExecutableCache(cache, Program.NATS_SERVER).fetch(List.of(new SlowFetch(cache)), new ArrayList<>())
					.orElseThrow());
	}

	private record SlowFetch(Path cache) implements Fetch {

		@Override
		public String source() {
			return "slow";
		}

		@Override
		public Path fetchInto(Path folder) throws IOException {
			Files.writeString(this.cache.resolve("fetches"), "fetched\n", StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
			while (!Files.exists(this.cache.resolve("go-on"))) {
				LockSupport.parkNanos(1_000_000);
			}
			return FakeServer.ofVersion(folder, "2.15.1");
		}

	}

}
