package io.nowornever.respond;

import java.nio.charset.StandardCharsets;

import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.nowornever.common.wire.ReceivedMessage;
import org.jspecify.annotations.Nullable;

/**
 * Requests as they come, without a broker.
 */
public final class Requests {

	private Requests() {
	}

	/**
	 * A request with a body of some length.
	 * @param bodyLength how many bytes
	 * @return the request
	 */
	public static ReceivedMessage ofLength(int bodyLength) {
		return ReceivedMessage
			.of(NatsMessage.builder().subject("tasks.now").replyTo("_INBOX.1").data(new byte[bodyLength]).build());
	}

	/**
	 * A request with a body, without headers.
	 * @param replyTo where the answer shall go, or null
	 * @param body the body
	 * @return the request
	 */
	public static ReceivedMessage withBody(@Nullable String replyTo, String body) {
		return ReceivedMessage.of(NatsMessage.builder()
			.subject("tasks.now")
			.replyTo(replyTo)
			.data(body.getBytes(StandardCharsets.UTF_8))
			.build());
	}

	/**
	 * A request that states when it was sent and how long somebody waits for it.
	 * @param replyTo where the answer shall go, or null
	 * @param sentAtMillis the stamp
	 * @param timeoutMillis the budget
	 * @return the request
	 */
	public static ReceivedMessage of(@Nullable String replyTo, long sentAtMillis, long timeoutMillis) {
		Headers headers = new Headers().put("Task-Id", "t-1")
			.put("Sent-At", Long.toString(sentAtMillis))
			.put("Timeout-Ms", Long.toString(timeoutMillis));
		return ReceivedMessage
			.of(NatsMessage.builder().subject("tasks.now").replyTo(replyTo).headers(headers).data(new byte[0]).build());
	}

}
