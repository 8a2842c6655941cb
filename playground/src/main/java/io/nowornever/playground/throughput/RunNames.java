package io.nowornever.playground.throughput;

import java.util.UUID;

/**
 * Names of one run's own, so that runs of several labs on one server do not count each
 * other's messages.
 *
 * @param subject where the messages go
 * @param stream the stream of a JetStream run
 */
record RunNames(String subject, String stream) {

	static RunNames unique() {
		String id = UUID.randomUUID().toString().substring(0, 8);
		return new RunNames("bench.load." + id, "SIMULATOR_" + id);
	}

}
