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
 * measured and for a while that is, until the first is answered in any case.
 */
final class Turn {

	private static final Duration LAST_ANSWER_LIMIT = Duration.ofSeconds(15);

	private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);

	private static final int DIGITS = 3;

	private final AtomicHistogram latencies = new AtomicHistogram(LONGEST_NANOS, DIGITS);

	private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

	private final CountDownLatch lanes;

	private final CountDownLatch firstMeasured = new CountDownLatch(1);

	private volatile boolean measuring;

	private volatile boolean over;

	private Turn(int inFlight) {
		this.lanes = new CountDownLatch(inFlight);
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
		Turn turn = new Turn(inFlight);
		long begin = System.nanoTime() + leadIn.toNanos();
		for (int i = 0; i < inFlight; i++) {
			new Lane(requester, turn).start();
		}
		TimeUnit.NANOSECONDS.sleep(begin - System.nanoTime());
		Costs before = Costs.read(brokerPid);
		turn.measuring = true;
		TimeUnit.NANOSECONDS.sleep(measured.toNanos());
		turn.firstMeasured.await(LAST_ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
		long answered = turn.latencies.getTotalCount();
		Costs costs = Costs.read(brokerPid).since(before);
		turn.over = true;
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
		if (this.over) {
			this.lanes.countDown();
			return false;
		}
		if (this.measuring) {
			this.latencies.recordValue(Math.min(nowNanos - startedNanos, LONGEST_NANOS));
			this.firstMeasured.countDown();
		}
		return true;
	}

	void failed(String outcome) {
		count(outcome).increment();
		this.lanes.countDown();
		if (this.lanes.getCount() == 0) {
			this.firstMeasured.countDown();
		}
	}

	private LongAdder count(String outcome) {
		return this.failures.computeIfAbsent(outcome, (_) -> new LongAdder());
	}

}
