package io.nowornever.benchmark.stale;

import java.nio.charset.StandardCharsets;

/**
 * A request that nobody waits for any more, as it stands on the wire.
 *
 * @param subject where it goes
 * @param sentAtMillis its stamp
 */
record StaleMessage(String subject, long sentAtMillis) {

	private static final String REPLY_TO = "_INBOX.GcJ8VhQ6RpzOZ2JZ1yLmXk.1000000.1";

	private static final String BODY = "{\"task_id\":\"GcJ8VhQ6RpzOZ2JZ1yLmXk-1000000\",\"user_id\":17}";

	/**
	 * As it is published.
	 * @return the whole protocol frame
	 */
	byte[] published() {
		return frame("HPUB " + this.subject + " ");
	}

	/**
	 * As it is delivered.
	 * @param subscription the subscription's id
	 * @return the whole protocol frame
	 */
	byte[] delivered(String subscription) {
		return frame("HMSG " + this.subject + " " + subscription + " ");
	}

	private byte[] frame(String begin) {
		String headers = "NATS/1.0\r\nTask-Id:GcJ8VhQ6RpzOZ2JZ1yLmXk-1000000\r\nUser-Id:17\r\nSent-At:"
				+ this.sentAtMillis + "\r\nTimeout-Ms:5000\r\nAttempt:1\r\n\r\n";
		String lengths = headers.length() + " " + (headers.length() + BODY.length());
		return (begin + REPLY_TO + " " + lengths + "\r\n" + headers + BODY + "\r\n")
			.getBytes(StandardCharsets.US_ASCII);
	}

}
