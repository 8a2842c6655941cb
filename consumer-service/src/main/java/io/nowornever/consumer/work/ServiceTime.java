package io.nowornever.consumer.work;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a task takes here, learned from what was done: an exponentially weighted
 * moving average. Safe from any thread.
 */
final class ServiceTime {

	private static final double WEIGHT = 0.1;

	private final AtomicLong meanNanosBits;

	/**
	 * Creates an estimate.
	 * @param firstGuessNanos what is assumed before anything was done
	 */
	ServiceTime(double firstGuessNanos) {
		this.meanNanosBits = new AtomicLong(Double.doubleToRawLongBits(firstGuessNanos));
	}

	void took(long nanos) {
		long seen;
		double mean;
		do {
			seen = this.meanNanosBits.get();
			mean = Double.longBitsToDouble(seen);
			mean += WEIGHT * (nanos - mean);
		}
		while (!this.meanNanosBits.compareAndSet(seen, Double.doubleToRawLongBits(mean)));
	}

	double meanNanos() {
		return Double.longBitsToDouble(this.meanNanosBits.get());
	}

}
