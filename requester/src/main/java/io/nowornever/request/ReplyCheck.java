package io.nowornever.request;

import io.nowornever.common.wire.AsciiBuffer;
import io.nowornever.common.wire.HeaderBlock;
import io.nowornever.common.wire.HeaderNames;
import io.nowornever.common.wire.ReceivedMessage;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a result is one for the request that it came to: a responder with a
 * bug must not pass for one that answers. Safe from any thread.
 */
final class ReplyCheck {

	private static final byte[] TASK_ID = HeaderBlock.name(HeaderNames.TASK_ID);

	private static final int USUAL_LENGTH = 64;

	private static final ThreadLocal<AsciiBuffer> BUFFER = ThreadLocal.withInitial(() -> new AsciiBuffer(USUAL_LENGTH));

	private final TaskIds taskIds;

	ReplyCheck(TaskIds taskIds) {
		this.taskIds = taskIds;
	}

	/**
	 * What is wrong with a result.
	 * @param request the request
	 * @param reply the result
	 * @return what is wrong and what was expected, or null if nothing is
	 */
	@Nullable String problem(PendingRequest request, ReceivedMessage reply) {
		byte[] taskId = this.taskIds.bytes(request.sequence(), BUFFER.get());
		if (!reply.allows(TASK_ID, taskId)) {
			return "its " + HeaderNames.TASK_ID + " is that of another request";
		}
		return request.question().problem(reply, taskId);
	}

}
