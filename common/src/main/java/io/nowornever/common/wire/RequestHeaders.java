package io.nowornever.common.wire;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a consumer decides from, read from a request's headers alone. Either
 * {@link #problem()} says what broke the contract, or the other values can be used.
 *
 * @param taskId the {@code Task-Id}, or null when the request states none
 * @param sentAtMillis when the first attempt was sent, in epoch milliseconds by the
 * requester's clock
 * @param timeoutMillis the whole budget in milliseconds, or {@link #NO_TIMEOUT}
 * @param rank how much depends on it
 * @param problem what is wrong, with what is allowed, or null when nothing is
 */
public record RequestHeaders(@Nullable String taskId, long sentAtMillis, long timeoutMillis, Rank rank,
		@Nullable String problem) {

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

	private static final byte[] TASK_ID = HeaderBlock.name(HeaderNames.TASK_ID);

	private static final byte[] SENT_AT = HeaderBlock.name(HeaderNames.SENT_AT);

	private static final byte[] TIMEOUT_MS = HeaderBlock.name(HeaderNames.TIMEOUT_MS);

	private static final byte[] CRITICALITY = HeaderBlock.name(HeaderNames.CRITICALITY);

	private static final byte[] SERVICE_ERROR = HeaderBlock.name(HeaderNames.SERVICE_ERROR);

	private static final int LONGEST_TASK_ID = 128;

	private static final long EARLIEST_MILLIS = 1_000_000_000_000L;

	private static final int LONGEST_QUOTE = 40;

	private static final int LONGEST_PROBLEM = 200;

	/**
	 * Reads and judges the headers of a request. Never throws, whatever they hold.
	 * @param message the request
	 * @param nowMillis the time by the reader's own wall clock, in epoch milliseconds
	 * @return the values, or the problem
	 */
	public static RequestHeaders read(ReceivedMessage message, long nowMillis) {
		String taskId = null;
		int taskIds = 0;
		long sentAtMillis = 0;
		int sentAts = 0;
		long timeoutMillis = NO_TIMEOUT;
		int timeouts = 0;
		Rank rank = Rank.NORMAL;
		HeaderLines lines = message.headerLines();
		while (lines.next()) {
			if (lines.isNamed(TASK_ID)) {
				taskId = lines.text();
				taskIds++;
			}
			else if (lines.isNamed(SENT_AT)) {
				sentAtMillis = lines.number();
				sentAts++;
			}
			else if (lines.isNamed(TIMEOUT_MS)) {
				timeoutMillis = lines.number();
				timeouts++;
			}
			else if (lines.isNamed(CRITICALITY)) {
				rank = Rank.read(lines);
			}
			else if (lines.isNamed(SERVICE_ERROR)) {
				return malformed(null, PrintableText.of(lines.text(), LONGEST_PROBLEM));
			}
		}
		if (!message.hasHeaders()) {
			return malformed(null, "no headers; at least " + HeaderNames.SENT_AT + " is needed");
		}
		if (taskIds > 1) {
			return malformed(null, repeated(HeaderNames.TASK_ID, taskIds));
		}
		if (taskId != null && !isTaskId(taskId)) {
			return malformed(null, HeaderNames.TASK_ID + " is " + quote(taskId) + "; allowed are 1 to "
					+ LONGEST_TASK_ID + " printable ASCII characters");
		}
		if (sentAts == 0) {
			return malformed(taskId, HeaderNames.SENT_AT + " is missing; epoch milliseconds are needed");
		}
		if (sentAts > 1) {
			return malformed(taskId, repeated(HeaderNames.SENT_AT, sentAts));
		}
		if (sentAtMillis < EARLIEST_MILLIS || sentAtMillis > nowMillis + FARTHEST_FUTURE.toMillis()) {
			return malformed(taskId, HeaderNames.SENT_AT + " is " + quote(message.header(SENT_AT))
					+ "; epoch milliseconds are needed (13 digits, at most an hour ahead)");
		}
		if (timeouts > 1) {
			return malformed(taskId, repeated(HeaderNames.TIMEOUT_MS, timeouts));
		}
		if (timeouts == 1 && (timeoutMillis < 1 || timeoutMillis > LONGEST_TIMEOUT.toMillis())) {
			return malformed(taskId, HeaderNames.TIMEOUT_MS + " is " + quote(message.header(TIMEOUT_MS))
					+ "; milliseconds from 1 to " + LONGEST_TIMEOUT.toMillis() + " are allowed");
		}
		return new RequestHeaders(taskId, sentAtMillis, timeoutMillis, rank, null);
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
		return new RequestHeaders(taskId, 0, NO_TIMEOUT, Rank.NORMAL, problem);
	}

	private static String repeated(String name, int times) {
		return name + " stands " + times + " times; once is allowed";
	}

	static String quote(@Nullable String value) {
		String text = String.valueOf(value);
		return '"' + PrintableText.of(text, LONGEST_QUOTE) + ((text.length() <= LONGEST_QUOTE) ? "" : "…") + '"';
	}

}
