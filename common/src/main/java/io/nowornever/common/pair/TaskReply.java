package io.nowornever.common.pair;

import org.jspecify.annotations.Nullable;

/**
 * A reply's body:
 * {@code {"task_id":"…","user_id":17,"processed":true,"worker":"consumer-1"}}.
 *
 * @param taskId the task's id, or null when the body states none
 * @param userId the user that the task was for
 * @param processed whether the work was done
 * @param worker the consumer's name, or null when the body states none
 */
public record TaskReply(@Nullable String taskId, long userId, boolean processed, @Nullable String worker) {
}
