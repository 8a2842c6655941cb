package io.nowornever.testbed.broker;

import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * How brokers pass messages on to each other: what each has in its configuration for
 * that, and how it tells that it has found the others.
 */
enum Joint {

	/**
	 * Three that are one cluster. What the third and the others have to do with each
	 * other goes through proxies. There is one route a pair, so that they can be counted.
	 */
	ROUTES(3, "/routez") {

		@Override
		String section(int index, List<Integer> ports, List<Integer> fronts) {
			List<Integer> ways = (index == 2) ? fronts.subList(0, 2) : List.of(ports.get(1 - index));
			return """
					cluster {
					  name: testbed
					  listen: "127.0.0.1:%d"
					  advertise: "127.0.0.1:%d"
					  no_advertise: true
					  pool_size: -1
					  routes: [%s]
					}
					""".formatted(ports.get(index), fronts.get(index),
					ways.stream()
						.map((way) -> "\"nats-route://127.0.0.1:" + way + '"')
						.collect(Collectors.joining(", ")));
		}

		@Override
		boolean isMade(JsonNode told) {
			return told.path("num_routes").asInt(0) >= size() - 1;
		}

	},

	/**
	 * Two that are a region each, joined by gateways, all through proxies.
	 */
	GATEWAYS(2, "/gatewayz") {

		@Override
		String section(int index, List<Integer> ports, List<Integer> fronts) {
			int other = 1 - index;
			return """
					gateway {
					  name: region-%d
					  listen: "127.0.0.1:%d"
					  advertise: "127.0.0.1:%d"
					  gateways: [ { name: region-%d, url: "nats://127.0.0.1:%d" } ]
					}
					""".formatted(index + 1, ports.get(index), fronts.get(index), other + 1, fronts.get(other));
		}

		@Override
		boolean isMade(JsonNode told) {
			return !told.path("outbound_gateways").isEmpty() && !told.path("inbound_gateways").isEmpty();
		}

	};

	private final int size;

	private final String page;

	Joint(int size, String page) {
		this.size = size;
		this.page = page;
	}

	/**
	 * How many brokers there are.
	 */
	int size() {
		return this.size;
	}

	/**
	 * Where the monitoring endpoints tell of it.
	 */
	String page() {
		return this.page;
	}

	/**
	 * The part of a broker's configuration, in the syntax of nats-server.
	 * @param index whose, from 0
	 * @param ports where they listen to each other
	 * @param fronts the proxies in front of these
	 */
	abstract String section(int index, List<Integer> ports, List<Integer> fronts);

	/**
	 * Whether a broker has found all others.
	 * @param told what it tells on {@link #page()}
	 */
	abstract boolean isMade(JsonNode told);

	/**
	 * How many messages came from other regions.
	 * @param told what a broker tells on {@link #page()}
	 */
	static long fromOtherRegions(JsonNode told) {
		return told.path("inbound_gateways")
			.valueStream()
			.flatMap(JsonNode::valueStream)
			.mapToLong((gateway) -> gateway.path("connection").path("in_msgs").asLong(0))
			.sum();
	}

}
