package io.nowornever.common.durable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nowornever.common.connection.LinkListener;
import io.nowornever.common.logging.Reminder;
import io.nowornever.common.time.NanoClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that streams are there, on each connection anew, on threads of its own. Safe
 * from any thread.
 */
@SuppressWarnings("ReferenceEquality") // which connection it is, is the question
public final class StreamKeeper implements LinkListener {

	private static final Logger log = LoggerFactory.getLogger(StreamKeeper.class);

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	private final NanoClock clock;

	private final List<Step> steps = new ArrayList<>();

	private final Set<Step> running = new HashSet<>();

	private @Nullable Connection connection;

	private long begunNanos;

	/**
	 * Creates a keeper of nothing.
	 * @param clock the monotonic clock
	 */
	public StreamKeeper(NanoClock clock) {
		this.clock = clock;
	}

	/**
	 * Adds what is to be done on each connection, the present one included.
	 * @param step makes what is missing
	 */
	public synchronized void keep(Step step) {
		this.steps.add(step);
		if (this.connection != null) {
			begin(step);
		}
	}

	/**
	 * Something seems to be missing again: does everything once more, unless that is
	 * under way or was begun just now.
	 */
	public synchronized void repeat() {
		if (this.connection != null && this.clock.nanoTime() - this.begunNanos > PAUSE_NANOS) {
			this.begunNanos = this.clock.nanoTime();
			this.steps.forEach(this::begin);
		}
	}

	@Override
	public synchronized void connected(Connection connection) {
		this.connection = connection;
		this.begunNanos = this.clock.nanoTime();
		this.steps.forEach(this::begin);
	}

	@Override
	public synchronized void lost(Connection connection) {
		this.connection = null;
	}

	/**
	 * Has a step done, unless that is under way. Under the lock.
	 */
	private void begin(Step step) {
		if (this.running.add(step)) {
			Thread.ofVirtual().name("stream-keeper").start(() -> {
				try {
					run(step);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
		}
	}

	/**
	 * A broker that has just started may need a moment until its streams are back.
	 */
	private void run(Step step) throws InterruptedException {
		Reminder reminder = new Reminder();
		Connection used = null;
		boolean done = false;
		while (!isEnd(step, done, used)) {
			used = standing();
			done = used != null && run(step, used, reminder);
			if (!done) {
				TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
			}
		}
	}

	private boolean run(Step step, Connection used, Reminder reminder) {
		try {
			step.run(used);
			return true;
		}
		catch (IOException | JetStreamApiException | RuntimeException ex) {
			if (used == standing() && reminder.isDue(this.clock.nanoTime())) {
				log.warn("The stream is not ready, trying again for ever (is JetStream on at the broker?): {}",
						ex.getMessage());
			}
			return false;
		}
	}

	/**
	 * Whether nothing is left to do for a step: it was done on the connection that
	 * stands, or there is none, whose successor begins it again.
	 */
	private synchronized boolean isEnd(Step step, boolean done, @Nullable Connection used) {
		boolean end = this.connection == null || (done && this.connection == used);
		if (end) {
			this.running.remove(step);
		}
		return end;
	}

	private synchronized @Nullable Connection standing() {
		return this.connection;
	}

	/**
	 * One thing to be done. May block, and is done again where it fails.
	 */
	@FunctionalInterface
	public interface Step {

		/**
		 * Does it.
		 * @param connection the connection that stands
		 * @throws IOException if the broker does not answer
		 * @throws JetStreamApiException if the broker refuses
		 */
		void run(Connection connection) throws IOException, JetStreamApiException;

	}

}
