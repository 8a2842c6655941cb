package io.nowornever.benchmark.requests;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.nowornever.benchmark.report.Costs;
import org.HdrHistogram.AtomicHistogram;

/**
 * One side's turn: keeps a number of requests in flight, for a lead-in that is not
 * measured and for a while that is.
 */
final class Turn {

	private static final Duration LAST_ANSWER_LIMIT = Duration.ofSeconds(15);

	private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);

	private static final int DIGITS = 3;

	private final AtomicHistogram latencies = new AtomicHistogram(LONGEST_NANOS, DIGITS);

	private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

	private final CountDownLatch lanes;

	private final long beginNanos;

	private final long endNanos;

	private Turn(int inFlight, Duration leadIn, Duration measured) {
		this.lanes = new CountDownLatch(inFlight);
		this.beginNanos = System.nanoTime() + leadIn.toNanos();
		this.endNanos = this.beginNanos + measured.toNanos();
	}

	/**
	 * Takes a turn.
	 * @param requester whose
	 * @param inFlight how many requests are in flight at once
	 * @param leadIn how long it goes on before it is measured
	 * @param measured how long it is measured
	 * @param brokerPid the broker's process
	 * @return what was measured
	 * @throws InterruptedException when the calling thread was told to end
	 */
	static Measured take(Requester requester, int inFlight, Duration leadIn, Duration measured, long brokerPid)
			throws InterruptedException {
		System.gc();
		Turn turn = new Turn(inFlight, leadIn, measured);
		for (int i = 0; i < inFlight; i++) {
			new Lane(requester, turn).start();
		}
		TimeUnit.NANOSECONDS.sleep(turn.beginNanos - System.nanoTime());
		Costs before = Costs.read(brokerPid);
		long answeredBefore = turn.latencies.getTotalCount();
		TimeUnit.NANOSECONDS.sleep(turn.endNanos - System.nanoTime());
		Costs costs = Costs.read(brokerPid).since(before);
		long answered = turn.latencies.getTotalCount() - answeredBefore;
		if (!turn.lanes.await(LAST_ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
			turn.count("never_ended").add(turn.lanes.getCount());
		}
		return new Measured(answered, costs, turn.latencies, turn.failures);
	}

	/**
	 * A request was answered.
	 * @param startedNanos when it was started
	 * @param nowNanos now
	 * @return true if the next one is to be started
	 */
	boolean answered(long startedNanos, long nowNanos) {
		if (nowNanos - this.endNanos >= 0) {
			this.lanes.countDown();
			return false;
		}
		if (nowNanos - this.beginNanos >= 0) {
			this.latencies.recordValue(Math.min(nowNanos - startedNanos, LONGEST_NANOS));
		}
		return true;
	}

	void failed(String outcome) {
		count(outcome).increment();
		this.lanes.countDown();
	}

	private LongAdder count(String outcome) {
		return this.failures.computeIfAbsent(outcome, (_) -> new LongAdder());
	}

}
