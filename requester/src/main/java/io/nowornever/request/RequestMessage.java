package io.nowornever.request;

import java.time.Duration;

import io.nats.client.Connection;
import io.nowornever.common.wire.AsciiBuffer;
import io.nowornever.common.wire.HeaderBlock;
import io.nowornever.common.wire.HeaderNames;
import io.nowornever.common.wire.Subjects;
import io.nowornever.common.wire.TaskJson;

/**
 * Puts a request on the wire.
 */
final class RequestMessage {

	private static final byte[] TASK_ID = HeaderBlock.name(HeaderNames.TASK_ID);

	private static final byte[] USER_ID = HeaderBlock.name(HeaderNames.USER_ID);

	private static final byte[] SENT_AT = HeaderBlock.name(HeaderNames.SENT_AT);

	private static final byte[] ATTEMPT = HeaderBlock.name(HeaderNames.ATTEMPT);

	private static final int USUAL_LENGTH = 128;

	private static final ThreadLocal<AsciiBuffer> BUFFER = ThreadLocal.withInitial(() -> new AsciiBuffer(USUAL_LENGTH));

	private final TaskIds taskIds;

	private final byte[] timeout;

	RequestMessage(TaskIds taskIds, Duration timeout) {
		this.taskIds = taskIds;
		this.timeout = HeaderBlock.line(HeaderNames.TIMEOUT_MS, Long.toString(timeout.toMillis()));
	}

	/**
	 * Publishes one attempt.
	 * @param connection where to
	 * @param request the request
	 * @param attempt the attempt
	 * @param replySubject where the reply shall go
	 * @throws IllegalStateException when the connection takes nothing any more
	 */
	void publish(Connection connection, PendingRequest request, int attempt, String replySubject) {
		AsciiBuffer buffer = BUFFER.get();
		byte[] taskId = this.taskIds.bytes(request.sequence(), buffer);
		byte[] body = TaskJson.request(taskId, request.userId(), buffer);
		HeaderBlock headers = HeaderBlock.begin()
			.add(TASK_ID, taskId)
			.add(USER_ID, request.userId())
			.add(SENT_AT, request.sentAtMillis())
			.add(this.timeout)
			.add(ATTEMPT, attempt)
			.end();
		connection.publish(Subjects.TASKS_NOW, replySubject, headers, body);
	}

}
