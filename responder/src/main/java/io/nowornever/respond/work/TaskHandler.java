package io.nowornever.respond.work;

/**
 * Does a task. Declare a bean of this type and it replaces the stand-in.
 */
@FunctionalInterface
public interface TaskHandler {

	/**
	 * Does a task; returning means that it is done. Called on a virtual thread, on up to
	 * {@code consumer.workers} of them at once, so it may block. Interrupted when the
	 * process has to end.
	 * @param task the task
	 * @throws Exception when it cannot be done; the requester is told so
	 */
	void handle(Task task) throws Exception;

}
