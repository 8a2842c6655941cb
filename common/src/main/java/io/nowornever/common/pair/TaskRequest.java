package io.nowornever.common.pair;

import org.jspecify.annotations.Nullable;

/**
 * A request's body: {@code {"task_id":"…","user_id":17}}.
 *
 * @param taskId the task's id, or null when the body states none
 * @param userId the user that the task is for
 */
public record TaskRequest(@Nullable String taskId, long userId) {
}
