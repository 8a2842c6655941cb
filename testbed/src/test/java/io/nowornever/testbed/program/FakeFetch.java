package io.nowornever.testbed.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Writes a shell script instead of fetching a nats-server, or fails.
 */
final class FakeFetch implements Fetch {

	private final String failure;

	private final @Nullable String version;

	private final AtomicInteger count = new AtomicInteger();

	FakeFetch(String version) {
		this("", version);
	}

	FakeFetch(String failure, @Nullable String version) {
		this.failure = failure;
		this.version = version;
	}

	int count() {
		return this.count.get();
	}

	@Override
	public String source() {
		return "fake";
	}

	@Override
	public Path fetchInto(Path folder) throws IOException {
		this.count.incrementAndGet();
		if (this.version == null) {
			throw new IOException(this.failure);
		}
		return FakeServer.ofVersion(folder, this.version);
	}

}
