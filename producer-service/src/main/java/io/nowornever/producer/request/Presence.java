package io.nowornever.producer.request;

import java.util.concurrent.TimeUnit;

import io.nats.client.Connection;
import io.nowornever.common.wire.Subjects;
import io.nowornever.producer.backoff.Backoff;

/**
 * Tells "all are busy" from "nobody is there". NATS says "no responders" to both, since a
 * consumer that holds enough work leaves its queue group; but it stays on a subject of
 * its own, on which one question settles the matter for all requests. Only a consumer
 * that answers there is believed in, and only for a while; silence means nobody.
 *
 * <p>
 * Safe from any thread.
 */
final class Presence {

	private static final byte[] EMPTY = {};

	private static final long BELIEVED_NANOS = TimeUnit.SECONDS.toNanos(10);

	private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	private static final long NEVER_SEEN = Long.MIN_VALUE / 2;

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final Backoff backoff;

	private final String replySubject;

	private boolean asking;

	private volatile long dueNanos = Alarm.NEVER;

	private volatile long seenNanos = NEVER_SEEN;

	/**
	 * Creates one that knows nothing.
	 * @param backoff is told what is found out
	 * @param replySubject where the answer shall go
	 */
	Presence(Backoff backoff, String replySubject) {
		this.backoff = backoff;
		this.replySubject = replySubject;
	}

	/**
	 * Whether somebody is taken to be there.
	 * @param now the time on the monotonic clock
	 * @return true if somebody was there not long ago, and nothing else was heard since
	 */
	boolean isSomebodyThere(long now) {
		return now - this.seenNanos < BELIEVED_NANOS;
	}

	/**
	 * Whether it should be asked again.
	 * @param now the time on the monotonic clock
	 * @return false if somebody was there a moment ago
	 */
	boolean isInDoubt(long now) {
		return now - this.seenNanos >= FRESH_NANOS;
	}

	/**
	 * Asks, unless a question is under way.
	 * @param connection where to
	 * @param now the time on the monotonic clock
	 * @return when silence is to be taken for an answer
	 */
	synchronized long ask(Connection connection, long now) {
		if (!this.asking) {
			try {
				connection.publish(Subjects.TASKS_PRESENCE, this.replySubject, EMPTY);
				this.asking = true;
				this.dueNanos = now + PATIENCE_NANOS;
			}
			catch (IllegalStateException ex) {
				this.backoff.probeLost(now);
			}
		}
		return this.dueNanos;
	}

	/**
	 * The answer came.
	 * @param somebody whether a consumer gave it; false if NATS said that nobody listens
	 * @param now the time on the monotonic clock
	 */
	synchronized void answered(boolean somebody, long now) {
		this.asking = false;
		this.dueNanos = Alarm.NEVER;
		if (somebody) {
			this.seenNanos = now;
			this.backoff.somebodyAnswered(true);
		}
		else {
			this.seenNanos = NEVER_SEEN;
			this.backoff.nobodyListens(now, true);
		}
	}

	/**
	 * Takes silence for an answer, if there was enough of it.
	 * @param now the time on the monotonic clock
	 * @return when silence is to be taken for an answer, or {@link Alarm#NEVER}
	 */
	long listen(long now) {
		if (now >= this.dueNanos) {
			answered(false, now);
		}
		return this.dueNanos;
	}

	/**
	 * The link is gone, and the question with it.
	 * @param now the time on the monotonic clock
	 */
	synchronized void lost(long now) {
		if (this.asking) {
			this.asking = false;
			this.dueNanos = Alarm.NEVER;
			this.backoff.probeLost(now);
		}
	}

}
