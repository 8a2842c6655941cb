package io.nowornever.common.connection;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReaderWatchTests {

	private final BlockingQueue<String> reasons = new LinkedBlockingQueue<>();

	private final ReaderWatch watch = new ReaderWatch(this.reasons::add);

	@AfterEach
	void shutDown() {
		this.watch.shutdownNow();
	}

	@Test
	void saysOfWhatTheReaderDied() throws InterruptedException {
		Future<Boolean> reader = this.watch.submit(() -> {
			throw new IllegalArgumentException("Invalid header");
		}, true);
		assertThat(this.reasons.poll(30, TimeUnit.SECONDS)).contains("died", "Invalid header");
		assertThat(reader.state()).isEqualTo(Future.State.FAILED);
	}

	@Test
	void saysThatTheReaderEnded() throws InterruptedException {
		this.watch.execute(() -> {
		});
		assertThat(this.reasons.poll(30, TimeUnit.SECONDS)).isEqualTo("the reader ended");
	}

}
