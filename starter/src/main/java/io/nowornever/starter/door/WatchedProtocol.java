package io.nowornever.starter.door;

import java.util.Map;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * Tomcat's HTTP/1.1 with a view of the client for the thread that serves a request, with
 * limits on the time that a request takes to come, and with headers that no answer is
 * without. Made by Tomcat, by name.
 */
public final class WatchedProtocol extends Http11NioProtocol {

	static final ScopedValue<ClientConnection> CURRENT = ScopedValue.newInstance();

	/** Has browsers take answers for what they say they are. */
	private volatile Map<String, String> headers = Map.of("X-Content-Type-Options", "nosniff");

	/**
	 * Creates the protocol.
	 */
	public WatchedProtocol() {
	}

	Map<String, String> headers() {
		return this.headers;
	}

	/**
	 * Says which headers each answer bears, also those that no application sees.
	 */
	void useHeaders(Map<String, String> all) {
		this.headers = Map.copyOf(all);
	}

	@Override
	protected Processor createProcessor() {
		return new WatchedProcessor(this);
	}

}
