package io.nowornever.respond.work;

/**
 * Does a task.
 */
@FunctionalInterface
public interface TaskHandler {

	/**
	 * Does a task. Called on a virtual thread, on as many of them at once as there are
	 * workers, so it may block. Interrupted when the process has to end, and when nobody
	 * waits any more, if the settings say so.
	 * @param task the task
	 * @return the result
	 * @throws io.nowornever.common.wire.MalformedBodyException when the body is not what
	 * it should be; the requester is told that
	 * @throws io.nowornever.respond.RespondException when there is no result, with what
	 * the requester is told
	 * @throws Exception when it cannot be done; the requester is told 500
	 */
	TaskResult handle(Task task) throws Exception;

}
