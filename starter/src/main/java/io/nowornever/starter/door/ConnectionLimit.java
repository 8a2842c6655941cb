package io.nowornever.starter.door;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;

/**
 * How many HTTP connections there may be at once, so that clients that send half a
 * request and wait cannot take all memory.
 *
 * @param connections the number
 */
record ConnectionLimit(int connections) {

	/** A quarter of the heap is for connections. */
	private static final int MEMORY_SHARE = 4;

	/**
	 * What one takes while a small body is awaited, measured as 107 KB; with the largest
	 * body it may be twice that.
	 */
	private static final long BYTES_EACH = 128 * 1024;

	private static final int FEWEST = 16;

	private static final int MOST = 8192;

	static ConnectionLimit ofThisProcess() {
		return ofHeap(Runtime.getRuntime().maxMemory());
	}

	static ConnectionLimit ofHeap(long bytes) {
		return new ConnectionLimit(Math.clamp(bytes / MEMORY_SHARE / BYTES_EACH, FEWEST, MOST));
	}

	/**
	 * Lowers a connector's limit to this one.
	 */
	void applyTo(Connector connector) {
		if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
			protocol.setMaxConnections(Math.min(protocol.getMaxConnections(), this.connections));
		}
	}

}
