package io.nowornever.request;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StorageWatchTests {

	private final StorageWatch watch = new StorageWatch();

	@Test
	void aStreamIsGoneOnceItWasMissingForASecond() {
		assertThat(isGoneAt(0)).isFalse();
		assertThat(isGoneAt(500)).isFalse();
		assertThat(isGoneAt(999)).isFalse();
		assertThat(isGoneAt(1_000)).isTrue();
		assertThat(isGoneAt(1_500)).isTrue();
	}

	@Test
	void itsAnswerBringsItBack() {
		isGoneAt(0);
		this.watch.answered();
		assertThat(isGoneAt(1_000)).isFalse();
	}

	@Test
	void thatItWasMissingLongAgoCountsForNothing() {
		isGoneAt(0);
		assertThat(isGoneAt(60_000)).isFalse();
		assertThat(isGoneAt(61_000)).isTrue();
	}

	private boolean isGoneAt(long millis) {
		return this.watch.isGone(TimeUnit.MILLISECONDS.toNanos(millis));
	}

}
