package io.nowornever.common.connection;

/**
 * The names of the link's metrics.
 */
public enum LinkMetric {

	/**
	 * Gauge: 1 while a connection stands, else 0.
	 */
	UP("nats.connection.up"),

	/**
	 * Counter: how often a connection was replaced.
	 */
	RECONNECTS("nats.connection.reconnects"),

	/**
	 * Gauge: the last round trip to the broker in seconds, NaN while there is none.
	 */
	RTT("nats.connection.rtt");

	private final String meterName;

	LinkMetric(String meterName) {
		this.meterName = meterName;
	}

	/**
	 * The meter's name.
	 * @return the name in Micrometer's form
	 */
	public String meterName() {
		return this.meterName;
	}

}
