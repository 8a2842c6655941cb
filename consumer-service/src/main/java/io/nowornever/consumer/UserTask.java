package io.nowornever.consumer;

import org.jspecify.annotations.Nullable;

/**
 * What is to be done.
 *
 * @param taskId the task's id, or null when the request states none
 * @param userId the user that it is for
 * @param body the request's whole body, for fields beyond the contract's; not to be
 * changed
 * @param remainingNanos how long the requester still waits
 */
@SuppressWarnings("ArrayRecordComponent") // read by handlers, never compared
public record UserTask(@Nullable String taskId, long userId, byte[] body, long remainingNanos) {
}
