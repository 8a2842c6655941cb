package io.nowornever.benchmark.requests;

import java.nio.charset.StandardCharsets;

import io.nats.client.impl.Headers;
import io.nowornever.common.wire.HeaderNames;
import org.jspecify.annotations.Nullable;

/**
 * What the bare client library sends, the same each time.
 *
 * @param subject the request subject
 * @param headers the request's headers
 * @param body the request's body
 * @param replyHeaders the reply's headers, or null for none
 * @param replyBody the reply's body
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
record Payload(String subject, Headers headers, byte[] body, @Nullable Headers replyHeaders, byte[] replyBody) {

	static final int BODY_BYTES = 128;

	private static final String TASK_ID = "GcJ8VhQ6RpzOZ2JZ1yLmXk-1000000";

	/**
	 * A body and two headers.
	 * @param subject the request subject
	 * @return a body of 128 bytes that is also the reply's
	 */
	static Payload plain(String subject) {
		Headers headers = new Headers().put(HeaderNames.TASK_ID, TASK_ID).put(HeaderNames.SENT_AT, millis());
		byte[] body = new byte[BODY_BYTES];
		return new Payload(subject, headers, body, null, body);
	}

	/**
	 * What the product sends.
	 * @param subject the request subject
	 * @return headers and bodies as the contract has them
	 */
	static Payload contract(String subject) {
		Headers headers = new Headers().put(HeaderNames.TASK_ID, TASK_ID)
			.put(HeaderNames.USER_ID, "17")
			.put(HeaderNames.SENT_AT, millis())
			.put(HeaderNames.TIMEOUT_MS, "5000")
			.put(HeaderNames.ATTEMPT, "1");
		Headers replyHeaders = new Headers().put(HeaderNames.TASK_ID, TASK_ID)
			.put(HeaderNames.WORKER, "consumer-1")
			.put(HeaderNames.WAITED_MS, "0")
			.put(HeaderNames.WORKED_MS, "0");
		String body = "{\"task_id\":\"" + TASK_ID + "\",\"user_id\":17";
		return new Payload(subject, headers, ascii(body + "}"), replyHeaders,
				ascii(body + ",\"processed\":true,\"worker\":\"consumer-1\"}"));
	}

	private static String millis() {
		return Long.toString(System.currentTimeMillis());
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
