package io.nowornever.common.durable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nowornever.common.connection.LinkListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that streams are there, on each connection anew, on threads of its own. Safe
 * from any thread.
 */
public final class StreamKeeper implements LinkListener {

	private static final Logger log = LoggerFactory.getLogger(StreamKeeper.class);

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	private static final long REPEAT_WARNING_NANOS = TimeUnit.SECONDS.toNanos(30);

	private final List<Step> steps = new ArrayList<>();

	private @Nullable Connection connection;

	private long begunNanos;

	/**
	 * Adds what is to be done on each connection, the present one included.
	 * @param step makes what is missing
	 */
	public synchronized void keep(Step step) {
		this.steps.add(step);
		Connection standing = this.connection;
		if (standing != null) {
			begin(step, standing);
		}
	}

	/**
	 * Something seems to be missing again: does everything once more, unless that was
	 * done just now.
	 */
	public synchronized void repeat() {
		Connection standing = this.connection;
		if (standing != null && System.nanoTime() - this.begunNanos > PAUSE_NANOS) {
			this.begunNanos = System.nanoTime();
			this.steps.forEach((step) -> begin(step, standing));
		}
	}

	@Override
	public synchronized void connected(Connection connection) {
		this.connection = connection;
		this.begunNanos = System.nanoTime();
		this.steps.forEach((step) -> begin(step, connection));
	}

	@Override
	public synchronized void lost(Connection connection) {
		this.connection = null;
	}

	@SuppressWarnings("ReferenceEquality") // identity is the question
	private synchronized boolean stands(Connection used) {
		return this.connection == used;
	}

	private void begin(Step step, Connection standing) {
		Thread.ofVirtual().name("stream-keeper").start(() -> {
			try {
				repeat(step, standing);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
	}

	/**
	 * A broker that has just started may need a moment until its streams are back.
	 */
	private void repeat(Step step, Connection standing) throws InterruptedException {
		long warnedAt = 0;
		boolean warned = false;
		while (stands(standing)) {
			try {
				step.run(standing);
				return;
			}
			catch (IOException | JetStreamApiException | RuntimeException ex) {
				long now = System.nanoTime();
				if (stands(standing) && (!warned || now - warnedAt > REPEAT_WARNING_NANOS)) {
					log.warn("The stream is not ready, trying again for ever (is JetStream on at the broker?): {}",
							ex.getMessage());
					warned = true;
					warnedAt = now;
				}
			}
			TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
		}
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
