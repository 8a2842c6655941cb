package io.nowornever.request.backoff;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

import io.nowornever.common.settings.Require;
import org.jspecify.annotations.Nullable;
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

	private final Permit flowing = new Flowing();

	private volatile State state = State.FLOWING;

	private @Nullable Probe probe;

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
	 * Asks to send one attempt.
	 * @param now the time
	 * @return the permit, or null while requests are held back
	 */
	public @Nullable Permit acquire(long now) {
		return (this.state == State.FLOWING) ? this.flowing : acquireProbe(now);
	}

	private synchronized @Nullable Permit acquireProbe(long now) {
		if (this.state == State.FLOWING) {
			return this.flowing;
		}
		if (this.state == State.PROBING || now < this.pauseEndNanos) {
			return null;
		}
		this.state = State.PROBING;
		this.probe = new Probe();
		return this.probe;
	}

	/**
	 * When it makes sense to ask for a permit again.
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
	 * Somebody has told that it is there: whatever pause there is ends.
	 * @return whether there was one
	 */
	public synchronized boolean resume() {
		boolean paused = this.state != State.FLOWING;
		if (paused) {
			this.probe = null;
			flow();
		}
		return paused;
	}

	private void flow() {
		this.state = State.FLOWING;
		this.nextPauseNanos = this.initialNanos;
		this.pauseNanos = 0;
		log.info("Somebody listens again. Resuming");
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

	private enum State {

		FLOWING, PAUSING, PROBING

	}

	/**
	 * The permit of all who send while somebody listens.
	 */
	private final class Flowing implements Permit {

		@Override
		public void succeeded() {
			// as expected
		}

		@Override
		public void failed(long now) {
			synchronized (Backoff.this) {
				if (Backoff.this.state == State.FLOWING) {
					pause(now);
					log.warn("Nobody listens. Pausing for {}, then probing until somebody answers", printPause());
				}
			}
		}

		@Override
		public void unknown(long now) {
			// others tell
		}

		@Override
		public boolean isProbe() {
			return false;
		}

	}

	/**
	 * The permit of the one that finds out if anybody listens again.
	 */
	private final class Probe implements Permit {

		@Override
		public void succeeded() {
			synchronized (Backoff.this) {
				if (ends()) {
					flow();
				}
			}
		}

		@Override
		public void failed(long now) {
			synchronized (Backoff.this) {
				if (ends()) {
					pause(now);
					log.debug("Still nobody listens. Pausing for {}", printPause());
				}
			}
		}

		/**
		 * The next request becomes the probe.
		 */
		@Override
		public void unknown(long now) {
			synchronized (Backoff.this) {
				if (ends()) {
					Backoff.this.state = State.PAUSING;
					Backoff.this.pauseEndNanos = now;
				}
			}
		}

		@Override
		public boolean isProbe() {
			return true;
		}

		private boolean ends() {
			boolean underWay = Backoff.this.probe == this;
			if (underWay) {
				Backoff.this.probe = null;
			}
			return underWay;
		}

	}

}
