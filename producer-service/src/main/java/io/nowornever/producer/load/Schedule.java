package io.nowornever.producer.load;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * When requests shall leave, whatever becomes of them. For one thread.
 */
interface Schedule {

	/**
	 * The next request's time.
	 * @return nanoseconds since the schedule began, never less than before
	 */
	long next();

	/**
	 * The schedule that the settings ask for.
	 * @param properties the settings
	 * @return a schedule at its beginning
	 */
	static Schedule of(LoadProperties properties) {
		Double rate = properties.rate();
		Long seed = properties.seed();
		return (rate != null) ? new EvenGaps(rate)
				: new RandomGaps(properties.minGap().toNanos(), properties.maxGap().toNanos(),
						(seed != null) ? new SplittableRandom(seed) : RandomGenerator.getDefault());
	}

	/**
	 * A fixed rate. Each time is computed from the beginning, so that no error adds up.
	 */
	final class EvenGaps implements Schedule {

		private final double gapNanos;

		private long count;

		EvenGaps(double rate) {
			this.gapNanos = TimeUnit.SECONDS.toNanos(1) / rate;
		}

		@Override
		public long next() {
			return (long) (this.count++ * this.gapNanos);
		}

	}

	/**
	 * Gaps drawn evenly between two limits.
	 */
	final class RandomGaps implements Schedule {

		private final long minNanos;

		private final long maxNanos;

		private final RandomGenerator random;

		private long time;

		RandomGaps(long minNanos, long maxNanos, RandomGenerator random) {
			this.minNanos = minNanos;
			this.maxNanos = maxNanos;
			this.random = random;
		}

		@Override
		public long next() {
			this.time += this.random.nextLong(this.minNanos, this.maxNanos + 1);
			return this.time;
		}

	}

}
