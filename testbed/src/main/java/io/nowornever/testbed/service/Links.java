package io.nowornever.testbed.service;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.broker.Broker;
import io.nowornever.testbed.network.LinkProxy;

/**
 * The ways from services to their broker: straight ones, or one proxy a service. For any
 * threads.
 */
final class Links implements AutoCloseable {

	private final Broker broker;

	private final boolean proxied;

	private final Map<String, LinkProxy> proxies = new ConcurrentHashMap<>();

	Links(Broker broker, boolean proxied) {
		this.broker = broker;
		this.proxied = proxied;
	}

	/**
	 * Where a service finds the broker. Its proxy is made when it is asked for.
	 */
	String address(String service) {
		return this.proxied
				? this.proxies.computeIfAbsent(service, (name) -> LinkProxy.to(this.broker.port(), name.hashCode()))
					.url()
				: this.broker.url();
	}

	LinkProxy of(String service) {
		LinkProxy proxy = this.proxies.get(service);
		if (proxy == null) {
			throw new TestbedException("There is no link of " + service + ": "
					+ (this.proxied ? "the services started are " + new TreeMap<>(this.proxies).keySet()
							: "the testbed was not started with proxied()"));
		}
		return proxy;
	}

	@Override
	public void close() {
		this.proxies.values().forEach(LinkProxy::close);
	}

}
