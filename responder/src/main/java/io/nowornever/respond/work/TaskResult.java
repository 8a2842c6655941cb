package io.nowornever.respond.work;

import io.nowornever.common.codec.Body;
import org.jspecify.annotations.Nullable;

/**
 * What came of a task.
 *
 * @param body the reply's body
 * @param taskId the request's id where its headers state none but its body does, or null
 */
public record TaskResult(Body body, @Nullable String taskId) {

	/**
	 * A result for a request whose headers say what is to be said of it.
	 * @param body the reply's body
	 * @return the result
	 */
	public static TaskResult of(Body body) {
		return new TaskResult(body, null);
	}

}
