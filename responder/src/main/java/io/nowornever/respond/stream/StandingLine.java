package io.nowornever.respond.stream;

import java.time.Duration;

import io.nowornever.common.durable.DurableSettings;

/**
 * Tells a burst, whose line empties again, from too much work, whose line stands: a long
 * line does no harm in the former and only makes everything late in the latter. The idea
 * is that of CoDel (RFC 8289), which looks at the least delay of a while. For one thread.
 */
final class StandingLine {

	/** In how many looks, twice a second each, a line that never empties stands. */
	private static final int LOOKS = 6;

	private static final double BURST = 2.5;

	private int notEmpty;

	private boolean lower;

	/**
	 * The line was looked at.
	 * @param waiting how many wait
	 * @return whether it has not been empty for a while
	 */
	boolean isStanding(long waiting) {
		this.notEmpty = (waiting > 0) ? Math.min(this.notEmpty + 1, LOOKS) : 0;
		return this.notEmpty == LOOKS;
	}

	/**
	 * How much work may wait for a moment: more than usual, but no more than can still be
	 * done.
	 * @return the time until it is done
	 */
	Duration burst(DurableSettings settings) {
		Duration most = settings.maxAge().dividedBy(2);
		Duration burst = Duration.ofNanos(Math.round(settings.targetWait().toNanos() * BURST));
		if (burst.compareTo(most) > 0) {
			burst = most;
		}
		return (burst.compareTo(settings.targetWait()) > 0) ? burst : settings.targetWait();
	}

	/**
	 * The bound to set. Members that have just linked again may not have been heard, so
	 * one look is not enough to lower it.
	 * @param wanted by this look
	 * @param present what holds
	 * @return either
	 */
	long bound(long wanted, long present) {
		boolean isLower = wanted < present;
		long bound = (isLower && !this.lower) ? present : wanted;
		this.lower = isLower;
		return bound;
	}

}
