package io.nowornever.playground.throughput;

import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a run is to do. Made by {@link SettingsText}, which checks it.
 *
 * @param messages how many messages the publisher sends
 * @param subscribers how many subscribers listen, each on a connection of its own
 * @param payloadBytes the size of each message
 * @param mode who gets a message
 * @param window how many messages the publisher may be ahead of the slowest subscriber
 * (in a queue group, of all together; with JetStream, of the acknowledgements); 0 for no
 * bound, which makes slow subscribers lose messages
 * @param slowMicros for how many microseconds, at least, the first subscriber works on
 * each message
 * @param limit how long the run may take before it stops by itself
 */
public record RunSettings(int messages, int subscribers, int payloadBytes, Mode mode, int window, int slowMicros,
		@JsonIgnore Duration limit) {

	boolean isBounded() {
		return this.window > 0;
	}

	@JsonProperty
	long limitSeconds() {
		return this.limit.toSeconds();
	}

}
