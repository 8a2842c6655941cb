package io.nowornever.playground.throughput;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads the counts at the beginning, then at even times on a thread of its own, which
 * passes them on. It takes no lock and stops nobody. Also a run that is over before that
 * thread runs has two samples: its beginning and its end.
 */
final class Sampler {

	/**
	 * From one sample to the next.
	 */
	static final Duration INTERVAL = Duration.ofMillis(80);

	private final Supplier<Sample> reading;

	private final Consumer<Sample> listener;

	private final Thread thread;

	private volatile boolean ended;

	private volatile long processorNanos;

	private Sampler(Supplier<Sample> reading, Consumer<Sample> listener) {
		this.reading = reading;
		this.listener = listener;
		Sample first = reading.get();
		this.thread = Thread.ofPlatform().daemon().name("sampler").unstarted(() -> sample(first));
	}

	static Sampler start(Supplier<Sample> reading, Consumer<Sample> listener) {
		Sampler sampler = new Sampler(reading, listener);
		sampler.thread.start();
		return sampler;
	}

	/**
	 * Takes the last sample and waits until it was passed on.
	 */
	void finish() throws InterruptedException {
		this.ended = true;
		LockSupport.unpark(this.thread);
		this.thread.join();
	}

	/**
	 * The processor time that it took.
	 * @return nanoseconds, 0 where the JVM cannot tell
	 */
	long processorNanos() {
		return this.processorNanos;
	}

	private void sample(Sample first) {
		this.listener.accept(first);
		long next = System.nanoTime() + INTERVAL.toNanos();
		while (!this.ended) {
			long left = next - System.nanoTime();
			if (left > 0) {
				LockSupport.parkNanos(this, left);
			}
			else {
				pass();
				next += INTERVAL.toNanos();
			}
		}
		pass();
		this.processorNanos = Math.max(0, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
	}

	private void pass() {
		this.listener.accept(this.reading.get());
	}

}
