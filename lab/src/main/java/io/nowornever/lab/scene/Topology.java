package io.nowornever.lab.scene;

import java.time.Duration;
import java.util.Map;

import io.nowornever.testbed.service.TestbedBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What lies between the services of a scenario.
 *
 * @param proxied whether each service has a network of its own to its broker, which can
 * be made bad; it costs some work of this process for each message
 * @param brokers which of several brokers, from 1, a service links to, by its name; one
 * broker only if it is empty
 * @param betweenRegions how long bytes are on their way from one of two brokers, which
 * are regions joined by gateways, to the other, in real time; {@code null} of the three
 * brokers of a cluster
 */
public record Topology(boolean proxied, Map<String, Integer> brokers, @Nullable Duration betweenRegions) {

	/**
	 * One broker, with nothing in between.
	 */
	static final Topology DIRECT = new Topology(false, Map.of(), null);

	/**
	 * One broker, and a network to it for each service.
	 */
	public static final Topology PROXIED = new Topology(true, Map.of(), null);

	/**
	 * Makes the map unmodifiable.
	 */
	public Topology {
		brokers = Map.copyOf(brokers);
	}

	/**
	 * Three brokers that are a cluster.
	 * @param brokers which of them, from 1, a service links to, by its name
	 * @return the topology
	 */
	public static Topology cluster(Map<String, Integer> brokers) {
		return new Topology(false, brokers, null);
	}

	/**
	 * Two brokers, as two regions joined by gateways.
	 * @param delay how long bytes are on their way from one to the other, in real time
	 * @param brokers which of them, from 1, a service links to, by its name
	 * @return the topology
	 */
	public static Topology regions(Duration delay, Map<String, Integer> brokers) {
		return new Topology(false, brokers, delay);
	}

	void configure(TestbedBuilder builder) {
		if (this.proxied) {
			builder.proxied();
		}
		if (this.betweenRegions != null) {
			builder.regions(this.betweenRegions, this.brokers);
		}
		else if (!this.brokers.isEmpty()) {
			builder.cluster(this.brokers);
		}
	}

}
