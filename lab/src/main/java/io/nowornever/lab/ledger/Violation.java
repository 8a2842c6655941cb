package io.nowornever.lab.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Something that journals must not say.
 *
 * @param kind what is wrong
 * @param task the request, or {@code null} if there is none or it is not known
 * @param who the process whose journal says it
 */
public record Violation(Kind kind, @Nullable String task, String who) {

	/**
	 * What can be wrong. A consumer's "twice" means the same attempt in the same run of
	 * the consumer, and only of requests that a read producer started: what others send
	 * may bear any id.
	 */
	public enum Kind {

		STARTED_TWICE,

		SETTLED_TWICE,

		SETTLED_WITHOUT_STARTED,

		/**
		 * Settled by another process than the one that started it.
		 */
		SETTLED_BY_ANOTHER,

		SENT_TWICE,

		SENT_WITHOUT_STARTED,

		/**
		 * A further attempt although the one before was not declined, so that the work
		 * may have been done twice.
		 */
		SENT_AGAIN_UNDECLINED,

		DECLINED_WITHOUT_SENT,

		/**
		 * Answered or failed without having been sent; told of an orderly ended producer
		 * only, since a kill may come before the line that tells of the sending.
		 */
		ANSWERED_WITHOUT_SENT,

		EXTRA_REPLY_WITHOUT_STARTED,

		RECEIVED_TWICE,

		/**
		 * A consumer received an attempt that the producer, which ended in good order,
		 * did not send.
		 */
		RECEIVED_WITHOUT_SENT,

		TAKEN_TWICE,

		TAKEN_WITHOUT_RECEIVED,

		ENDED_TWICE,

		ENDED_WITHOUT_RECEIVED,

		/**
		 * A consumer ended it with a result that no worker can have made.
		 */
		ANSWERED_WITHOUT_TAKEN,

		/**
		 * A line after the orderly end of the process.
		 */
		AFTER_CLOSED

	}

}
