package io.nowornever.benchmark.stale;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.nowornever.benchmark.report.Costs;

/**
 * A backlog sent as fast as it is taken: a block of ready-made protocol frames is written
 * over and over, with no more messages under way than a client library holds by default.
 */
final class Flood {

	/**
	 * Messages under way. The client library drops beyond 64 MiB, which is more.
	 */
	private static final int WINDOW = 100_000;

	private static final int BLOCK = 500;

	private static final Duration POLL = Duration.ofNanos(50_000);

	private static final Duration STANDSTILL = Duration.ofSeconds(10);

	private final Skipper skipper;

	private final long before;

	private long published;

	private long seen;

	private long seenAtNanos;

	private Flood(Skipper skipper) {
		this.skipper = skipper;
		this.before = skipper.taken();
	}

	/**
	 * Sends a flood and waits until all of it was taken, or nothing is taken any more.
	 * @param brokerUrl the broker's address
	 * @param brokerPid the broker's process
	 * @param skipper takes it
	 * @param messages how many
	 * @param sentAtMillis their stamp
	 * @return what it came to
	 */
	static Result send(String brokerUrl, long brokerPid, Skipper skipper, int messages, long sentAtMillis)
			throws IOException {
		byte[] message = new StaleMessage(skipper.subject(), sentAtMillis).published();
		System.gc();
		try (WireClient client = WireClient.connect(brokerUrl)) {
			Flood flood = new Flood(skipper);
			Costs start = Costs.read(brokerPid);
			flood.publish(client, message, messages);
			flood.awaitAll();
			return new Result(flood.taken(), messages - flood.taken(), Costs.read(brokerPid).since(start));
		}
	}

	private void publish(WireClient client, byte[] message, int messages) throws IOException {
		byte[] block = repeat(message, BLOCK);
		this.seenAtNanos = System.nanoTime();
		while (this.published < messages && awaitPlace()) {
			int next = (int) Math.min(BLOCK, messages - this.published);
			client.write((next == BLOCK) ? block : repeat(message, next));
			this.published += next;
		}
	}

	private boolean awaitPlace() {
		while (this.published - taken() > WINDOW - BLOCK) {
			if (standsStill()) {
				return false;
			}
			LockSupport.parkNanos(POLL.toNanos());
		}
		return true;
	}

	private void awaitAll() {
		while (taken() < this.published && !standsStill()) {
			LockSupport.parkNanos(POLL.toNanos());
		}
	}

	private boolean standsStill() {
		long taken = taken();
		long now = System.nanoTime();
		if (taken != this.seen) {
			this.seen = taken;
			this.seenAtNanos = now;
		}
		return now - this.seenAtNanos > STANDSTILL.toNanos();
	}

	private long taken() {
		return this.skipper.taken() - this.before;
	}

	private static byte[] repeat(byte[] message, int times) {
		byte[] block = new byte[message.length * times];
		for (int i = 0; i < times; i++) {
			System.arraycopy(message, 0, block, i * message.length, message.length);
		}
		return block;
	}

	/**
	 * What a flood came to.
	 *
	 * @param taken how many messages were taken
	 * @param missing how many were not
	 * @param costs the time from the first to the last, and what was used
	 */
	record Result(long taken, long missing, Costs costs) {

		double perSecond() {
			return this.costs.rate(this.taken);
		}

		double cpuNanosPerMessage() {
			return perMessage(this.costs.cpuNanos());
		}

		double brokerNanosPerMessage() {
			return perMessage(this.costs.brokerCpuNanos());
		}

		double bytesPerMessage() {
			return perMessage(this.costs.allocatedBytes());
		}

		private double perMessage(long total) {
			return (this.taken > 0) ? (double) total / this.taken : Double.NaN;
		}

	}

}
