package io.nowornever.playground.throughput;

import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The counts at a moment of a run.
 *
 * @param nanos since the first message was about to be sent
 * @param sent what the publisher had handed to its client library
 * @param received what all subscribers together had received
 * @param draining whether the publisher had stopped, and only what was on its way was
 * still awaited
 */
@JsonPropertyOrder("seconds")
public record Sample(@JsonIgnore long nanos, long sent, long received, boolean draining) {

	private static final double SECOND_NANOS = Duration.ofSeconds(1).toNanos();

	@JsonProperty
	double seconds() {
		return this.nanos / SECOND_NANOS;
	}

}
