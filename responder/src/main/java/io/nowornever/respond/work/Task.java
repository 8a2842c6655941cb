package io.nowornever.respond.work;

import org.jspecify.annotations.Nullable;

/**
 * What a handler gets to do.
 *
 * @param taskId the task's id, or null when the request states none
 * @param userId the user that it is for
 * @param body the request's whole body, for fields beyond the contract's; not to be
 * changed
 * @param remainingNanos how long the requester still waits
 */
@SuppressWarnings("ArrayRecordComponent") // read by handlers, never compared
public record Task(@Nullable String taskId, long userId, byte[] body, long remainingNanos) {
}
