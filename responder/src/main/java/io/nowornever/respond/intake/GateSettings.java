package io.nowornever.respond.intake;

/**
 * When a responder holds enough work. Both are shares of the time for which a request can
 * wait here: the longest budget less the time of a task.
 *
 * @param closeAt from which share on it leaves the queue group
 * @param openAt up to which share it comes back
 */
public record GateSettings(double closeAt, double openAt) {
}
