package io.nowornever.request;

import java.util.concurrent.TimeUnit;

import io.nats.client.Connection;
import io.nowornever.common.tracing.TracedRequest;
import io.nowornever.common.wire.AsciiBuffer;
import io.nowornever.common.wire.HeaderBlock;
import io.nowornever.common.wire.HeaderNames;

/**
 * Puts a request on the wire.
 */
final class RequestMessage {

	private static final byte[] TASK_ID = HeaderBlock.name(HeaderNames.TASK_ID);

	private static final byte[] SENT_AT = HeaderBlock.name(HeaderNames.SENT_AT);

	private static final byte[] TIMEOUT_MS = HeaderBlock.name(HeaderNames.TIMEOUT_MS);

	private static final byte[] ATTEMPT = HeaderBlock.name(HeaderNames.ATTEMPT);

	private static final byte[] REPLY_TO = HeaderBlock.name(HeaderNames.REPLY_TO);

	private static final byte[] MESSAGE_ID = HeaderBlock.name(HeaderNames.MESSAGE_ID);

	private static final int USUAL_LENGTH = 128;

	private static final ThreadLocal<AsciiBuffer> BUFFER = ThreadLocal.withInitial(() -> new AsciiBuffer(USUAL_LENGTH));

	private final TaskIds taskIds;

	RequestMessage(TaskIds taskIds) {
		this.taskIds = taskIds;
	}

	/**
	 * Publishes a request for a stream. Published again, it is the same one to the
	 * stream.
	 * @param connection where to
	 * @param request the request
	 * @param replySubject where the reply shall go
	 * @param storageSubject where the stream shall say whether it has stored it
	 * @throws IllegalStateException when the connection takes nothing any more
	 */
	void store(Connection connection, PendingRequest request, String replySubject, String storageSubject) {
		AsciiBuffer buffer = BUFFER.get();
		byte[] taskId = this.taskIds.bytes(request.sequence(), buffer);
		byte[] body = request.question().body(taskId);
		HeaderBlock.Writer headers = begin(request, 1, taskId).add(REPLY_TO, replySubject).add(MESSAGE_ID, taskId);
		connection.publish(request.destination().subject(), storageSubject, headers.end(), body);
	}

	/**
	 * Publishes one attempt.
	 * @param connection where to
	 * @param request the request
	 * @param attempt the attempt
	 * @param subject where it goes
	 * @param replySubject where the reply shall go
	 * @throws IllegalStateException when the connection takes nothing any more
	 */
	void publish(Connection connection, PendingRequest request, int attempt, String subject, String replySubject) {
		AsciiBuffer buffer = BUFFER.get();
		byte[] taskId = this.taskIds.bytes(request.sequence(), buffer);
		byte[] body = request.question().body(taskId);
		connection.publish(subject, replySubject, begin(request, attempt, taskId).end(), body);
	}

	private static HeaderBlock.Writer begin(PendingRequest request, int attempt, byte[] taskId) {
		HeaderBlock.Writer headers = HeaderBlock.begin()
			.add(TASK_ID, taskId)
			.add(SENT_AT, request.sentAtMillis())
			.add(TIMEOUT_MS, millis(request.budgetNanos()))
			.add(ATTEMPT, attempt);
		request.question().addHeaders(headers);
		TracedRequest traced = request.traced();
		if (traced != null) {
			traced.addHeaders(headers);
		}
		return headers;
	}

	/**
	 * A budget of less than a millisecond is one: a request states at least that.
	 */
	private static long millis(long budgetNanos) {
		return Math.max(TimeUnit.NANOSECONDS.toMillis(budgetNanos), 1);
	}

}
