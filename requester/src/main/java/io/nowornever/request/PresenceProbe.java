package io.nowornever.request;

import java.util.concurrent.TimeUnit;

import io.nats.client.Connection;
import io.nowornever.common.wire.Secret;
import io.nowornever.request.backoff.Permit;
import org.jspecify.annotations.Nullable;

/**
 * Tells "all are busy" from "nobody is there". NATS says "no responders" to both, since a
 * responder that holds enough work leaves its queue group; but it goes on answering a
 * service's PING (NATS ADR-32), so one question settles the matter for all requests. Only
 * a responder that answers there is believed in, and only for a while; silence means
 * nobody.
 *
 * <p>
 * Safe from any thread.
 */
final class PresenceProbe {

	private static final byte[] EMPTY = {};

	private static final long BELIEVED_NANOS = TimeUnit.SECONDS.toNanos(10);

	private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	private static final long NEVER_SEEN = Long.MIN_VALUE / 2;

	/** An answer may be lost or late: all of ten must be missing to be nobody. */
	private static final int MOST_ASKED = 10;

	private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final String subject;

	private final String answerPrefix;

	private @Nullable String openQuestion;

	private Permit permit = Permit.NONE;

	private @Nullable Connection connection;

	private int asked;

	private volatile long dueNanos = DeadlineTimer.NEVER;

	private volatile long seenNanos = NEVER_SEEN;

	/**
	 * Creates one that knows nothing.
	 * @param subject where to ask
	 * @param answerPrefix what the subjects begin with to which answers shall go
	 */
	PresenceProbe(String subject, String answerPrefix) {
		this.subject = subject;
		this.answerPrefix = answerPrefix;
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
	 * Asks, unless a question is open.
	 * @param connection where to
	 * @param permit of the attempt that met nobody; ends with what is found out
	 * @param now the time on the monotonic clock
	 * @return when to {@linkplain #listen listen}
	 */
	synchronized long ask(Connection connection, Permit permit, long now) {
		keep(permit, now);
		if (this.openQuestion == null) {
			this.openQuestion = this.answerPrefix + Secret.draw();
			this.asked = 0;
			askAgain(connection, now);
		}
		return this.dueNanos;
	}

	/**
	 * Of several that wait for the same answer, the probe's is the one that counts.
	 */
	private void keep(Permit newer, long now) {
		Permit dropped = this.permit.isProbe() ? newer : this.permit;
		this.permit = this.permit.isProbe() ? this.permit : newer;
		dropped.unknown(now);
	}

	private void askAgain(Connection connection, long now) {
		try {
			connection.publish(this.subject, this.openQuestion, EMPTY);
			this.asked++;
			this.connection = connection;
			this.dueNanos = now + PATIENCE_NANOS;
		}
		catch (IllegalStateException ex) {
			lost(now);
		}
	}

	/**
	 * An answer came. It is believed only if it answers the open question.
	 * @param subject where it came
	 * @param somebody whether a consumer gave it; false if NATS said that nobody listens
	 * @param now the time on the monotonic clock
	 */
	synchronized void answered(String subject, boolean somebody, long now) {
		if (subject.equals(this.openQuestion)) {
			settle(somebody, now);
		}
	}

	private void settle(boolean somebody, long now) {
		Permit ending = close();
		if (somebody) {
			this.seenNanos = now;
			ending.succeeded();
		}
		else {
			this.seenNanos = NEVER_SEEN;
			ending.failed(now);
		}
	}

	private Permit close() {
		Permit ending = this.permit;
		this.permit = Permit.NONE;
		this.openQuestion = null;
		this.connection = null;
		this.dueNanos = DeadlineTimer.NEVER;
		return ending;
	}

	/**
	 * Repeats a question that met silence, which may be that of one consumer among many,
	 * and after some repetitions takes the silence for an answer.
	 * @param now the time on the monotonic clock
	 * @return when to listen again, or {@link DeadlineTimer#NEVER}
	 */
	long listen(long now) {
		return (now >= this.dueNanos) ? heardNothing(now) : this.dueNanos;
	}

	private synchronized long heardNothing(long now) {
		Connection where = this.connection;
		if (where != null && now >= this.dueNanos) {
			if (this.asked < MOST_ASKED) {
				askAgain(where, now);
			}
			else {
				settle(false, now);
			}
		}
		return this.dueNanos;
	}

	/**
	 * The link is gone, and the question with it.
	 * @param now the time on the monotonic clock
	 */
	synchronized void lost(long now) {
		if (this.openQuestion != null) {
			close().unknown(now);
		}
	}

}
