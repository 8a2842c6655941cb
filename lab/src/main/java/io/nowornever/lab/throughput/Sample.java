package io.nowornever.lab.throughput;

/**
 * The counts at a moment of a run.
 *
 * @param nanos since the first message was about to be sent
 * @param sent what the publisher had handed to its client library
 * @param received what all subscribers together had received
 */
public record Sample(long nanos, long sent, long received) {

}
