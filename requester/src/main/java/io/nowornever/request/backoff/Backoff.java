package io.nowornever.request.backoff;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

import io.nowornever.common.settings.Require;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds requests back while nobody listens: a pause, then one probe, then a longer pause
 * or the end of pausing at the first answer. In the terms of Michael Nygard's circuit
 * breaker ("Release It!"): closed, open, half open.
 *
 * <p>
 * Times are readings of the monotonic clock in nanoseconds, passed in. Safe from any
 * thread; the way that all requests take while somebody listens reads one field.
 */
public final class Backoff {

	private static final Logger log = LoggerFactory.getLogger(Backoff.class);

	private static final long PROBE_CHECK_NANOS = Duration.ofMillis(50).toNanos();

	private final RandomGenerator random;

	private final double initialNanos;

	private final double maxNanos;

	private final double multiplier;

	private final double jitter;

	private volatile State state = State.FLOWING;

	private double nextPauseNanos;

	private volatile long pauseNanos;

	private volatile long pauseEndNanos;

	private final LongAdder pauses = new LongAdder();

	/**
	 * Creates a back-off that lets everything through.
	 * @param settings the pauses
	 * @param random the source of jitter
	 */
	public Backoff(BackoffSettings settings, RandomGenerator random) {
		this.random = random;
		this.initialNanos = settings.initial().toNanos();
		this.maxNanos = settings.max().toNanos();
		this.multiplier = settings.multiplier();
		this.jitter = settings.jitter();
		this.nextPauseNanos = this.initialNanos;
	}

	/**
	 * Whether a request may be sent.
	 * @param now the time
	 * @return {@link Admission#PROBE} to exactly one caller after a pause
	 */
	public Admission admit(long now) {
		return (this.state == State.FLOWING) ? Admission.ADMITTED : admitProbe(now);
	}

	private synchronized Admission admitProbe(long now) {
		if (this.state == State.FLOWING) {
			return Admission.ADMITTED;
		}
		if (this.state == State.PROBING || now < this.pauseEndNanos) {
			return Admission.REJECTED;
		}
		this.state = State.PROBING;
		return Admission.PROBE;
	}

	/**
	 * When it makes sense to ask for admission again.
	 * @param now the time
	 * @return the end of the pause, a moment from now while a probe is under way, or now
	 */
	public long admitsAt(long now) {
		return switch (this.state) {
			case FLOWING -> now;
			case PAUSING -> this.pauseEndNanos;
			case PROBING -> now + PROBE_CHECK_NANOS;
		};
	}

	/**
	 * NATS said that nobody listens.
	 * @param now the time
	 * @param probe whether it said so to the probe
	 */
	public synchronized void nobodyListens(long now, boolean probe) {
		if (this.state == State.FLOWING) {
			pause(now);
			log.warn("Nobody listens. Pausing for {}, then probing until somebody answers", printPause());
		}
		else if (this.state == State.PROBING && probe) {
			pause(now);
			log.debug("Still nobody listens. Pausing for {}", printPause());
		}
	}

	/**
	 * A consumer answered, with whatever.
	 * @param probe whether it answered the probe
	 */
	public synchronized void somebodyAnswered(boolean probe) {
		if (this.state == State.PROBING && probe) {
			this.state = State.FLOWING;
			this.nextPauseNanos = this.initialNanos;
			this.pauseNanos = 0;
			log.info("Somebody listens again. Resuming");
		}
	}

	/**
	 * The probe ended in a way that says nothing about whether anybody listens: the next
	 * request becomes the probe.
	 * @param now the time
	 */
	public synchronized void probeLost(long now) {
		if (this.state == State.PROBING) {
			this.state = State.PAUSING;
			this.pauseEndNanos = now;
		}
	}

	/**
	 * The pause under way.
	 * @return its whole length in seconds, 0 when there is none
	 */
	public double pauseSeconds() {
		return this.pauseNanos / 1e9;
	}

	/**
	 * How often a pause has begun.
	 * @return the count since the start
	 */
	public long pauses() {
		return this.pauses.sum();
	}

	private void pause(long now) {
		double spread = 1 + this.jitter * (2 * this.random.nextDouble() - 1);
		this.pauseNanos = (long) (this.nextPauseNanos * spread);
		this.pauseEndNanos = now + this.pauseNanos;
		this.nextPauseNanos = Math.min(this.nextPauseNanos * this.multiplier, this.maxNanos);
		this.pauses.increment();
		this.state = State.PAUSING;
	}

	private String printPause() {
		return Require.print(Duration.ofMillis(Duration.ofNanos(this.pauseNanos).toMillis()));
	}

	/**
	 * What a request may do.
	 */
	public enum Admission {

		/**
		 * It may be sent.
		 */
		ADMITTED,

		/**
		 * It may be sent, alone, to find out if anybody listens.
		 */
		PROBE,

		/**
		 * It may not be sent.
		 */
		REJECTED

	}

	private enum State {

		FLOWING, PAUSING, PROBING

	}

}
