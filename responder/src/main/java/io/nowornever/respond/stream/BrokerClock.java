package io.nowornever.respond.stream;

import java.time.Instant;
import java.time.InstantSource;

/**
 * This machine's wall clock, set by the broker's, which stamps what it stores: how long
 * something waited in a stream is told by one clock only. Safe from any thread.
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
	 * The broker has told its time.
	 * @param askedMillis when it was asked, by this machine's clock
	 * @param toldMillis what it told
	 */
	void told(long askedMillis, long toldMillis) {
		this.aheadMillis = (askedMillis + this.wallClock.millis()) / 2 - toldMillis;
	}

	long wallMillis() {
		return this.wallClock.millis();
	}

	@Override
	public Instant instant() {
		return this.wallClock.instant().minusMillis(this.aheadMillis);
	}

}
