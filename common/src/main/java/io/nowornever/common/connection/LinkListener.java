package io.nowornever.common.connection;

import io.nats.client.Connection;

/**
 * Is told when a connection comes and when it breaks. What it throws is logged; the link
 * and the other listeners go on.
 */
public interface LinkListener {

	/**
	 * A new connection stands. What listens on it must be subscribed here, since the
	 * connection is handed out only after all listeners have returned. Runs on the link's
	 * own thread.
	 * @param connection the new connection
	 */
	void connected(Connection connection);

	/**
	 * The connection is broken and will not come back; the link no longer hands it out.
	 * Called once for each connection, at once, from any thread: must not block.
	 * @param connection the broken connection
	 */
	void lost(Connection connection);

	/**
	 * The broker complains, such as of a subject that this user may not publish to. From
	 * any thread: must not block.
	 * @param complaint the broker's words
	 */
	default void complained(String complaint) {
		// most have nothing to do with it
	}

}
