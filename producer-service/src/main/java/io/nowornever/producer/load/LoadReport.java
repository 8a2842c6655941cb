package io.nowornever.producer.load;

import java.util.EnumSet;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.nowornever.common.metrics.PerConstant;
import io.nowornever.request.RequestOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs every ten seconds what became of the load, for whoever reads the log instead of
 * the metrics. Outcomes come from any thread, the rest is the load generator's.
 */
final class LoadReport {

	private static final Logger log = LoggerFactory.getLogger(LoadReport.class);

	private static final long SECONDS = 10;

	private final PerConstant<RequestOutcome, LongAdder> outcomes = new PerConstant<>(
			EnumSet.allOf(RequestOutcome.class), (outcome) -> new LongAdder());

	private long asked;

	private long dueNanos;

	/**
	 * Creates a report whose first line is due after a whole interval.
	 * @param nowNanos the monotonic clock
	 */
	LoadReport(long nowNanos) {
		this.dueNanos = nowNanos + TimeUnit.SECONDS.toNanos(SECONDS);
	}

	/**
	 * One more request has ended.
	 * @param outcome how
	 */
	void settled(RequestOutcome outcome) {
		this.outcomes.of(outcome).increment();
	}

	/**
	 * One more request is about to be started.
	 * @param nowNanos the monotonic clock
	 */
	void asking(long nowNanos) {
		if (nowNanos >= this.dueNanos) {
			log.info("In the last {} s: {}", SECONDS, line());
			this.dueNanos = nowNanos + TimeUnit.SECONDS.toNanos(SECONDS);
		}
		this.asked++;
	}

	/**
	 * Says what happened since the last call.
	 * @return for example {@code 14 asked, 12 answered, 1 timed_out}
	 */
	String line() {
		StringJoiner line = new StringJoiner(", ").add(this.asked + " asked");
		this.asked = 0;
		for (RequestOutcome outcome : RequestOutcome.values()) {
			long count = this.outcomes.of(outcome).sumThenReset();
			if (count > 0) {
				line.add(count + " " + outcome.tag());
			}
		}
		return line.toString();
	}

}
