package io.nowornever.consumer;

import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Stands in for real work: takes its time and does nothing.
 */
final class StandInHandler implements UserTaskHandler {

	private final long minNanos;

	private final long maxNanos;

	private final @Nullable SplittableRandom seeded;

	StandInHandler(WorkProperties properties) {
		this.minNanos = properties.min().toNanos();
		this.maxNanos = properties.max().toNanos();
		Long seed = properties.seed();
		this.seeded = (seed != null) ? new SplittableRandom(seed) : null;
	}

	@Override
	public void handle(UserTask task) throws InterruptedException {
		if (this.maxNanos > 0) {
			TimeUnit.NANOSECONDS.sleep(durationNanos());
		}
	}

	long durationNanos() {
		SplittableRandom random = this.seeded;
		if (random == null) {
			return ThreadLocalRandom.current().nextLong(this.minNanos, this.maxNanos + 1);
		}
		synchronized (random) {
			return random.nextLong(this.minNanos, this.maxNanos + 1);
		}
	}

}
