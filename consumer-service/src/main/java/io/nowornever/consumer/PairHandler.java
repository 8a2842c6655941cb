package io.nowornever.consumer;

import io.nowornever.common.codec.Body;
import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.pair.TaskJson;
import io.nowornever.common.pair.TaskReply;
import io.nowornever.common.pair.TaskRequest;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.MalformedBodyException;
import io.nowornever.common.wire.RequestHeaders;
import io.nowornever.respond.work.Task;
import io.nowornever.respond.work.TaskHandler;
import io.nowornever.respond.work.TaskResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pair's JSON, has the task done, and says so in the pair's JSON.
 */
final class PairHandler implements TaskHandler {

	private static final Logger log = LoggerFactory.getLogger(PairHandler.class);

	private static final int LINES_PER_SECOND = 20;

	private final UserTaskHandler handler;

	private final String worker;

	private final LogLimit takenLines;

	PairHandler(UserTaskHandler handler, String worker, NanoClock clock) {
		this.handler = handler;
		this.worker = worker;
		this.takenLines = new LogLimit(clock, LINES_PER_SECOND);
	}

	@Override
	public TaskResult handle(Task task) throws Exception {
		byte[] body = task.body();
		TaskRequest request = TaskJson.readRequest(body);
		String taskId = taskId(task, request);
		logTaken(task, request, taskId);
		this.handler.handle(new UserTask(taskId, request.userId(), body, task.budget().remainingNanos()));
		byte[] reply = TaskJson.bytes(new TaskReply(taskId, request.userId(), true, this.worker));
		return new TaskResult(new Body(reply, null), taskId);
	}

	private static @Nullable String taskId(Task task, TaskRequest request) throws MalformedBodyException {
		if (task.taskId() != null) {
			return task.taskId();
		}
		String taskId = request.taskId();
		if (taskId != null && !RequestHeaders.isTaskId(taskId)) {
			throw new MalformedBodyException("task_id must be 1 to 128 printable ASCII characters");
		}
		return taskId;
	}

	private void logTaken(Task task, TaskRequest request, @Nullable String taskId) {
		if (log.isInfoEnabled()) {
			long suppressed = this.takenLines.tryLine();
			if (suppressed != LogLimit.SUPPRESSED) {
				log.info("Taken: task {} of user {}, {} ms old; {} waiting here{}", taskId, request.userId(),
						task.ageMillis(), task.waiting(), LogLimit.more(suppressed));
			}
		}
	}

}
