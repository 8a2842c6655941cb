package io.nowornever.lab.experiment;

import java.util.Map;

import io.nowornever.testbed.service.TestbedBuilder;

/**
 * What lies between the services of a scenario.
 *
 * @param proxied whether each service has a network of its own to its broker, which can
 * be made bad; it costs some work of this process for each message
 * @param brokers which of three brokers, 1 to 3, a service links to, by its name; one
 * broker only if it is empty
 */
record Topology(boolean proxied, Map<String, Integer> brokers) {

	/**
	 * One broker, with nothing in between.
	 */
	static final Topology DIRECT = new Topology(false, Map.of());

	/**
	 * One broker, and a network to it for each service.
	 */
	static final Topology PROXIED = new Topology(true, Map.of());

	Topology {
		brokers = Map.copyOf(brokers);
	}

	static Topology cluster(Map<String, Integer> brokers) {
		return new Topology(false, brokers);
	}

	void configure(TestbedBuilder builder) {
		if (this.proxied) {
			builder.proxied();
		}
		if (!this.brokers.isEmpty()) {
			builder.cluster(this.brokers);
		}
	}

}
