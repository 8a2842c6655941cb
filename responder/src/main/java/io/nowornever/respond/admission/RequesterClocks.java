package io.nowornever.respond.admission;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.atomic.LongAdder;

import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.time.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how long a request was on its way, although it was stamped by another machine's
 * clock. Each requester's clock is judged by that requester's stamps alone, so that a
 * wrong one spoils nobody else's ages. Requesters are told apart by their inboxes.
 *
 * <p>
 * Of who is not known yet, the distance counts that all requesters together have from
 * this clock, if there are two others at least: if all are as far away, it is this clock
 * that is wrong.
 *
 * <p>
 * Called by one thread; the figures may be read from any.
 */
final class RequesterClocks {

	private static final Logger log = LoggerFactory.getLogger(RequesterClocks.class);

	/** Who has not asked for the longest time is forgotten. */
	static final int MOST = 1_000;

	/** Fewer cannot tell whose clock is wrong. */
	private static final int OTHERS = 2;

	private static final int LINES_PER_SECOND = 1;

	private final SequencedMap<String, ClockSkew> requesters = new LinkedHashMap<>(16, 0.75f, true);

	private final ClockSkew together = new ClockSkew();

	private final LongAdder skewed = new LongAdder();

	private final LogLimit lines;

	/**
	 * Starts without knowing anybody.
	 * @param clock limits log lines
	 */
	RequesterClocks(NanoClock clock) {
		this.lines = new LogLimit(clock, LINES_PER_SECOND);
	}

	/**
	 * How long a request was on its way.
	 * @param inbox its reply subject
	 * @param delayMillis our wall clock at its arrival less its stamp
	 * @param nowNanos the monotonic clock at its arrival
	 * @return milliseconds, never negative
	 */
	long transitMillis(String inbox, long delayMillis, long nowNanos) {
		ClockSkew own = requester(inbox);
		long before = own.offsetMillis();
		own.observe(delayMillis, nowNanos);
		this.together.observe(delayMillis, nowNanos);
		if (Math.abs(own.offsetMillis() - before) > ClockSkew.SAME_MILLIS) {
			tell(own.offsetMillis());
		}
		boolean ofAll = !own.isKnown() && this.requesters.size() > OTHERS;
		long offset = ofAll ? this.together.offsetMillis() : own.offsetMillis();
		if (delayMillis < -ClockSkew.TOLERATED_MILLIS || offset != 0) {
			this.skewed.increment();
		}
		return Math.max(delayMillis - Math.max(offset, 0), 0);
	}

	/**
	 * By how much our clock is found to be ahead of all requesters' alike.
	 * @return milliseconds, negative when it is behind, 0 when they agree, or do not
	 * agree with one another
	 */
	long offsetMillis() {
		return this.together.offsetMillis();
	}

	/**
	 * How many requests showed that clocks disagree.
	 * @return the count since the start
	 */
	long skewed() {
		return this.skewed.sum();
	}

	/**
	 * How many requesters are told apart.
	 */
	int known() {
		return this.requesters.size();
	}

	private ClockSkew requester(String inbox) {
		String requester = requesterOf(inbox);
		ClockSkew known = this.requesters.get(requester);
		if (known != null) {
			return known;
		}
		if (this.requesters.size() == MOST) {
			this.requesters.pollFirstEntry();
		}
		ClockSkew fresh = new ClockSkew();
		this.requesters.put(requester, fresh);
		return fresh;
	}

	/**
	 * What the reply subjects of a requester have in common: all but the last token and
	 * the numbers before it. Ours end with the request's number and the attempt's, those
	 * of other clients with one token for the request.
	 */
	static String requesterOf(String inbox) {
		int end = inbox.lastIndexOf('.');
		while (end > 0) {
			int begin = inbox.lastIndexOf('.', end - 1) + 1;
			if (begin == 0 || !isNumber(inbox, begin, end)) {
				return inbox.substring(0, end);
			}
			end = begin - 1;
		}
		return inbox;
	}

	private static boolean isNumber(String text, int begin, int end) {
		for (int i = begin; i < end; i++) {
			if (text.charAt(i) < '0' || text.charAt(i) > '9') {
				return false;
			}
		}
		return true;
	}

	private void tell(long offsetMillis) {
		long suppressed = this.lines.tryLine();
		if (suppressed != LogLimit.SUPPRESSED) {
			log.warn("This clock and a requester's are {} ms apart (ahead is positive, and corrected for){}",
					offsetMillis, LogLimit.more(suppressed));
		}
	}

}
