package io.nowornever.common.wire;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * What a stream says of a message that it delivers, and where its end is acknowledged.
 *
 * @param subject where the acknowledgement goes
 * @param deliveries how often the message has been delivered, this time included
 * @param storedAtMillis when it was stored, in epoch milliseconds by the broker's clock
 * @param pending how many messages were still waiting in the stream
 */
public record Receipt(String subject, int deliveries, long storedAtMillis, long pending) {

	private static final String PREFIX = "$JS.ACK.";

	/**
	 * Stream, consumer, deliveries, stream sequence, consumer sequence, time, pending.
	 */
	private static final int TOKENS = 7;

	/** Domain and account, which may stand before these. */
	private static final int TOKENS_BEFORE = 2;

	/**
	 * Reads the reply subject of a message from a stream.
	 * @param replyTo the subject, or null when there is none
	 * @return what it says, or null if that is no such subject
	 */
	public static @Nullable Receipt parse(@Nullable String replyTo) {
		if (replyTo == null || !replyTo.startsWith(PREFIX)) {
			return null;
		}
		String[] tokens = replyTo.substring(PREFIX.length()).split("\\.", -1);
		int first = (tokens.length == TOKENS) ? 0 : TOKENS_BEFORE;
		if (tokens.length < first + TOKENS) {
			return null;
		}
		try {
			return new Receipt(replyTo, Integer.parseInt(tokens[first + 2]),
					TimeUnit.NANOSECONDS.toMillis(Long.parseLong(tokens[first + 5])),
					Long.parseLong(tokens[first + 6]));
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}
