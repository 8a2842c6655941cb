package io.nowornever.consumer.work;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Stands in for real work: takes its time and does nothing.
 */
final class StandInHandler implements TaskHandler {

	private final long minNanos;

	private final long maxNanos;

	StandInHandler(WorkProperties properties) {
		this.minNanos = properties.min().toNanos();
		this.maxNanos = properties.max().toNanos();
	}

	@Override
	public void handle(Task task) throws InterruptedException {
		if (this.maxNanos > 0) {
			TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(this.minNanos, this.maxNanos + 1));
		}
	}

}
