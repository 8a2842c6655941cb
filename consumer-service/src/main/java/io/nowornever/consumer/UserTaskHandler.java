package io.nowornever.consumer;

/**
 * Does a user's task. Declare a bean of this type and it replaces the stand-in.
 */
@FunctionalInterface
public interface UserTaskHandler {

	/**
	 * Does a task; returning means that it is done. Called on a virtual thread, on up to
	 * {@code consumer.workers} of them at once, so it may block. Interrupted when the
	 * process has to end.
	 * @param task the task
	 * @throws Exception when it cannot be done; the requester is told so
	 */
	void handle(UserTask task) throws Exception;

}
