package io.nowornever.respond.stream;

import java.time.Instant;
import java.time.InstantSource;

/**
 * This machine's wall clock, set by the broker's, which stamps what it stores: how long
 * something waited in a stream is told by one clock only.
 *
 * <p>
 * The broker has told its time somewhen between question and answer, which bounds how far
 * its clock is away (Marzullo and Owicki, "Maintaining the Time in a Distributed System",
 * 1983). The distance moves into these bounds and no further: a slow answer, of which the
 * middle may be wrong by half the time that it took, changes nothing that is known
 * better. Answers are taken into account by one thread; the time may be read from any.
 */
public final class BrokerClock implements InstantSource {

	private final InstantSource wallClock;

	private volatile long aheadMillis;

	/**
	 * Starts as this machine's clock.
	 * @param wallClock that clock
	 */
	public BrokerClock(InstantSource wallClock) {
		this.wallClock = wallClock;
	}

	/**
	 * The broker has told its time. That says nothing if this machine's clock was set
	 * back meanwhile.
	 * @param askedMillis when it was asked, by this machine's clock
	 * @param toldMillis what it told
	 */
	void told(long askedMillis, long toldMillis) {
		long heardMillis = this.wallClock.millis();
		if (heardMillis >= askedMillis) {
			this.aheadMillis = Math.clamp(this.aheadMillis, askedMillis - toldMillis, heardMillis - toldMillis);
		}
	}

	long wallMillis() {
		return this.wallClock.millis();
	}

	@Override
	public Instant instant() {
		return this.wallClock.instant().minusMillis(this.aheadMillis);
	}

}
