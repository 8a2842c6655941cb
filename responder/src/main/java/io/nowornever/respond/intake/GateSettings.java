package io.nowornever.respond.intake;

import java.time.Duration;

/**
 * When a responder holds enough work. Shares are those of the time for which a request
 * can wait here: the longest budget less the time of a task.
 *
 * @param closeAt from which share on it leaves the queue group
 * @param openAt up to which share it comes back
 * @param toleratedWait a wait that is never a reason to refuse what would be in time
 */
public record GateSettings(double closeAt, double openAt, Duration toleratedWait) {
}
