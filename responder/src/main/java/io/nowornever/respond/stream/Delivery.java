package io.nowornever.respond.stream;

import io.nats.client.impl.Headers;
import io.nowornever.common.wire.ReceivedMessage;
import org.jspecify.annotations.Nullable;

/**
 * A request that a stream has given to this process, from its coming to its
 * acknowledgement: it is worked on, then maybe its reply waits to be confirmed. Tells
 * when something has to be done about it. Not safe from several threads at once: who has
 * one holds its lock.
 */
final class Delivery {

	/**
	 * After which times a reply is repeated that nobody has confirmed, in milliseconds.
	 */
	private static final long[] REPEAT_MILLIS = { 30, 120, 400 };

	/** How long the last of them may take to be confirmed. */
	private static final long LAST_WAIT_MILLIS = 100;

	private final ReceivedMessage request;

	private final long signEveryNanos;

	private long signAtNanos;

	private @Nullable Reply reply;

	private long repliedNanos;

	private int repeats;

	private boolean ended;

	/**
	 * A request has come.
	 * @param request the request
	 * @param signEveryNanos how often the stream wants a sign of life
	 * @param now the time on the monotonic clock
	 */
	Delivery(ReceivedMessage request, long signEveryNanos, long now) {
		this.request = request;
		this.signEveryNanos = signEveryNanos;
		this.signAtNanos = now + signEveryNanos;
	}

	ReceivedMessage request() {
		return this.request;
	}

	/**
	 * A reply is about to leave, which shall be confirmed.
	 */
	void replying(Reply reply, long now) {
		this.reply = reply;
		this.repliedNanos = now;
		this.repeats = 0;
	}

	/**
	 * The request has come to its end here; what is left is to have the reply confirmed.
	 */
	void ended() {
		this.ended = true;
	}

	/**
	 * Whether the request can be acknowledged.
	 * @return true once it has come to its end and no reply waits
	 */
	boolean isDone() {
		return this.ended && this.reply == null;
	}

	/**
	 * Whether a reply waits to be confirmed.
	 */
	boolean isReplied() {
		return this.reply != null;
	}

	/**
	 * The reply waits for no confirmation any more.
	 * @return whether one did
	 */
	boolean settled() {
		boolean waited = this.reply != null;
		this.reply = null;
		return waited;
	}

	/**
	 * How long the reply has waited for its confirmation.
	 */
	long waitedNanos(long now) {
		return now - this.repliedNanos;
	}

	/**
	 * A new connection stands: what had been sent on the one before may not have arrived.
	 */
	void relinked(long now) {
		this.signAtNanos = now;
		if (this.reply != null) {
			this.repliedNanos = now - REPEAT_MILLIS[0] * 1_000_000;
			this.repeats = 0;
		}
	}

	/**
	 * Whether a sign of life is due; if so, the next one is later.
	 */
	boolean takeSign(long now) {
		if (this.signAtNanos - now > 0) {
			return false;
		}
		this.signAtNanos = now + this.signEveryNanos;
		return true;
	}

	/**
	 * The reply to be repeated now, if one is.
	 */
	@Nullable Reply takeRepeat(long now) {
		if (this.reply == null || this.repeats == REPEAT_MILLIS.length || repeatAtNanos() - now > 0) {
			return null;
		}
		this.repeats++;
		return this.reply;
	}

	/**
	 * Whether the reply was repeated often enough: whoever asked does not confirm.
	 */
	boolean isUnconfirmed(long now) {
		return this.reply != null && this.repeats == REPEAT_MILLIS.length && repeatAtNanos() - now <= 0;
	}

	private long repeatAtNanos() {
		long millis = (this.repeats < REPEAT_MILLIS.length) ? REPEAT_MILLIS[this.repeats]
				: REPEAT_MILLIS[REPEAT_MILLIS.length - 1] + LAST_WAIT_MILLIS;
		return this.repliedNanos + millis * 1_000_000;
	}

	/**
	 * A reply as it leaves.
	 *
	 * @param subject where to
	 * @param confirmTo where its confirmation comes
	 * @param headers its headers
	 * @param body its body
	 */
	@SuppressWarnings("ArrayRecordComponent") // sent, never compared
	record Reply(String subject, String confirmTo, Headers headers, byte[] body) {
	}

}
