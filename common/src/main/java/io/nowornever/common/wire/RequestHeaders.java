package io.nowornever.common.wire;

import java.time.Duration;
import java.util.List;

import io.nats.client.impl.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer decides from, read from a request's headers alone. Either
 * {@link #problem()} says what broke the contract, or the other values can be used.
 *
 * @param taskId the {@code Task-Id}, or null when the request states none
 * @param sentAtMillis when the first attempt was sent, in epoch milliseconds by the
 * requester's clock
 * @param timeoutMillis the whole budget in milliseconds, or {@link #NO_TIMEOUT}
 * @param problem what is wrong, with what is allowed, or null when nothing is
 */
public record RequestHeaders(@Nullable String taskId, long sentAtMillis, long timeoutMillis, @Nullable String problem) {

	/**
	 * The request states no budget.
	 */
	public static final long NO_TIMEOUT = -1;

	/**
	 * The longest budget that is not taken for a mistake.
	 */
	public static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);

	/**
	 * How far in the future a stamp may lie and still be taken for a clock that is off.
	 */
	public static final Duration FARTHEST_FUTURE = Duration.ofHours(1);

	private static final int LONGEST_TASK_ID = 128;

	private static final long EARLIEST_MILLIS = 1_000_000_000_000L;

	private static final int LONGEST_QUOTE = 40;

	/**
	 * Reads and judges the headers of a request. Never throws, whatever they hold.
	 * @param headers the headers, or null when the message has none
	 * @param nowMillis the time by the reader's own wall clock, in epoch milliseconds
	 * @return the values, or the problem
	 */
	public static RequestHeaders read(@Nullable Headers headers, long nowMillis) {
		if (headers == null) {
			return malformed(null, "no headers; at least " + HeaderNames.SENT_AT + " is needed");
		}
		String error = headers.getFirst(HeaderNames.SERVICE_ERROR);
		if (error != null) {
			return malformed(null, error);
		}
		List<String> taskIds = headers.get(HeaderNames.TASK_ID);
		if (taskIds != null && taskIds.size() > 1) {
			return malformed(null, repeated(HeaderNames.TASK_ID, taskIds));
		}
		String taskId = (taskIds != null) ? taskIds.get(0) : null;
		if (taskId != null && !isTaskId(taskId)) {
			return malformed(null, HeaderNames.TASK_ID + " is " + quote(taskId) + "; allowed are 1 to "
					+ LONGEST_TASK_ID + " printable ASCII characters");
		}
		List<String> sentAts = headers.get(HeaderNames.SENT_AT);
		if (sentAts == null) {
			return malformed(taskId, HeaderNames.SENT_AT + " is missing; epoch milliseconds are needed");
		}
		if (sentAts.size() > 1) {
			return malformed(taskId, repeated(HeaderNames.SENT_AT, sentAts));
		}
		long sentAtMillis = number(sentAts.get(0));
		if (sentAtMillis < EARLIEST_MILLIS || sentAtMillis > nowMillis + FARTHEST_FUTURE.toMillis()) {
			return malformed(taskId, HeaderNames.SENT_AT + " is " + quote(sentAts.get(0))
					+ "; epoch milliseconds are needed (13 digits, at most an hour ahead)");
		}
		List<String> timeouts = headers.get(HeaderNames.TIMEOUT_MS);
		if (timeouts == null) {
			return new RequestHeaders(taskId, sentAtMillis, NO_TIMEOUT, null);
		}
		if (timeouts.size() > 1) {
			return malformed(taskId, repeated(HeaderNames.TIMEOUT_MS, timeouts));
		}
		long timeoutMillis = number(timeouts.get(0));
		if (timeoutMillis < 1 || timeoutMillis > LONGEST_TIMEOUT.toMillis()) {
			return malformed(taskId, HeaderNames.TIMEOUT_MS + " is " + quote(timeouts.get(0))
					+ "; milliseconds from 1 to " + LONGEST_TIMEOUT.toMillis() + " are allowed");
		}
		return new RequestHeaders(taskId, sentAtMillis, timeoutMillis, null);
	}

	/**
	 * Whether a text can stand as a task's id in a header.
	 * @param text the text
	 * @return true for 1 to 128 printable ASCII characters
	 */
	public static boolean isTaskId(String text) {
		if (text.isEmpty() || text.length() > LONGEST_TASK_ID) {
			return false;
		}
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c < ' ' || c > '~') {
				return false;
			}
		}
		return true;
	}

	private static RequestHeaders malformed(@Nullable String taskId, String problem) {
		return new RequestHeaders(taskId, 0, NO_TIMEOUT, problem);
	}

	private static String repeated(String name, List<String> values) {
		return name + " stands " + values.size() + " times; once is allowed";
	}

	/**
	 * Only decimal digits count, so that a sign, a fraction or an exponent is refused
	 * rather than guessed at.
	 * @return the number, or -1 when the text is none
	 */
	private static long number(String text) {
		int length = text.length();
		if (length == 0 || length > 18) {
			return -1;
		}
		long number = 0;
		for (int i = 0; i < length; i++) {
			int digit = text.charAt(i) - '0';
			if (digit < 0 || digit > 9) {
				return -1;
			}
			number = number * 10 + digit;
		}
		return number;
	}

	private static String quote(String text) {
		return '"' + ((text.length() <= LONGEST_QUOTE) ? text : text.substring(0, LONGEST_QUOTE) + "…") + '"';
	}

}
