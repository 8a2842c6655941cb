package io.nowornever.testbed.service;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.network.LinkProxy;

/**
 * The ways from services to their broker: straight ones, or one proxy a service. For any
 * threads.
 */
final class Links implements AutoCloseable {

	private final ToIntFunction<String> brokerPort;

	private final boolean proxied;

	private final Map<String, LinkProxy> proxies = new ConcurrentHashMap<>();

	/**
	 * Creates none yet.
	 * @param brokerPort where the broker of a service listens, by the service's name
	 * @param proxied whether through proxies
	 */
	Links(ToIntFunction<String> brokerPort, boolean proxied) {
		this.brokerPort = brokerPort;
		this.proxied = proxied;
	}

	/**
	 * Where a service finds the broker. Its proxy is made when it is asked for.
	 */
	String address(String service) {
		int port = this.brokerPort.applyAsInt(service);
		return "nats://127.0.0.1:" + (this.proxied ? proxy(service, port).port() : port);
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

	private LinkProxy proxy(String service, int port) {
		return this.proxies.computeIfAbsent(service, (name) -> LinkProxy.to(port, name.hashCode()));
	}

	@Override
	public void close() {
		this.proxies.values().forEach(LinkProxy::close);
	}

}
