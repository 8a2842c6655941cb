package io.nowornever.respond.intake;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.shutdown.OutOfMemory;
import io.nowornever.common.time.NanoClock;
import io.nowornever.respond.work.QueueDelay;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes and opens the {@link Gate}, on a thread of its own, since leaving the queue
 * group waits for NATS. While the gate is open it sleeps until it is
 * {@linkplain #accepted told} of a request that might be one too many; while it is closed
 * it looks at the work that is left again and again.
 */
final class GateKeeper {

	private static final Logger log = LoggerFactory.getLogger(GateKeeper.class);

	private static final int LINES_PER_SECOND = 1;

	private static final long LONGEST_LOOK_AWAY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private final Gate gate;

	private final Membership membership;

	private final QueueDelay delay;

	private final NanoClock clock;

	private final LongAdder closings = new LongAdder();

	private final LogLimit problemLines;

	private volatile @Nullable Thread thread;

	GateKeeper(Gate gate, Membership membership, QueueDelay delay, NanoClock clock) {
		this.gate = gate;
		this.membership = membership;
		this.delay = delay;
		this.clock = clock;
		this.problemLines = new LogLimit(clock, LINES_PER_SECOND);
	}

	void start() {
		Thread starting = Thread.ofVirtual().name("gate-keeper").unstarted(this::keep);
		this.thread = starting;
		starting.start();
	}

	/**
	 * Ends the keeping, and returns when the membership is left alone.
	 * @throws InterruptedException when the calling thread was told to end
	 */
	void stop() throws InterruptedException {
		Thread stopping = this.thread;
		this.thread = null;
		if (stopping != null) {
			LockSupport.unpark(stopping);
			stopping.join();
		}
	}

	/**
	 * A request was accepted. Called for each one, on the thread that receives them.
	 * @param now the time
	 */
	void accepted(long now) {
		if (this.gate.isOpen() && isEnough(now)) {
			LockSupport.unpark(this.thread);
		}
	}

	/**
	 * Whether the gate is closed, since there is enough work here.
	 * @return false at first
	 */
	boolean isFull() {
		return !this.gate.isOpen();
	}

	/**
	 * How often the gate was closed.
	 * @return the count since the start
	 */
	long closings() {
		return this.closings.sum();
	}

	/**
	 * Whether the gate is kept. Where it is not, a consumer might stay out of its group
	 * for ever.
	 * @return true from the start to the stop
	 */
	boolean isKeeping() {
		Thread keeping = this.thread;
		return keeping != null && keeping.isAlive();
	}

	/**
	 * Whatever fails, it goes on: a gate that nobody keeps stays closed for ever.
	 */
	private void keep() {
		while (this.thread != null) {
			try {
				if (this.gate.isOpen()) {
					keepOpen();
				}
				else {
					keepClosed();
				}
			}
			catch (InterruptedException | RuntimeException | Error ex) {
				OutOfMemory.check(ex);
				long suppressed = this.problemLines.tryLine();
				if (suppressed != LogLimit.SUPPRESSED) {
					log.error("The gate could not be moved, trying again{}", LogLimit.more(suppressed), ex);
				}
				LockSupport.parkNanos(this, LONGEST_LOOK_AWAY_NANOS);
			}
		}
	}

	private void keepOpen() throws InterruptedException {
		if (isEnough(this.clock.nanoTime())) {
			this.gate.close();
			this.closings.increment();
			log.debug("Enough work, leaving the queue group");
			this.membership.leave();
		}
		else {
			LockSupport.park(this);
		}
	}

	private void keepClosed() {
		long opensIn = this.gate.opensInNanos(this.delay.nanos(this.clock.nanoTime()), this.delay.mostWorkNanos());
		if (opensIn <= 0) {
			log.debug("Room for more work, joining the queue group");
			this.membership.join();
			this.gate.open();
		}
		else {
			LockSupport.parkNanos(this, Math.min(opensIn, LONGEST_LOOK_AWAY_NANOS));
		}
	}

	private boolean isEnough(long now) {
		return this.gate.isEnough(this.delay.nanos(now), this.delay.mostWorkNanos());
	}

}
