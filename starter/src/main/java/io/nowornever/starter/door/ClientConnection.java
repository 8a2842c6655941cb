package io.nowornever.starter.door;

import org.jspecify.annotations.Nullable;

/**
 * The connection on which an HTTP request came. A server that waits for something before
 * it answers hears of a client's end only if it looks. For the thread that serves the
 * request.
 */
public interface ClientConnection {

	/**
	 * The connection of the request that this thread serves.
	 * @return it, or null where this thread serves none, or not through our door
	 */
	static @Nullable ClientConnection current() {
		return WatchedProtocol.CURRENT.isBound() ? WatchedProtocol.CURRENT.get() : null;
	}

	/**
	 * Looks whether the client has closed the connection, or its half of it, which counts
	 * as the same, as with nginx. Does not wait, and loses nothing of what the client may
	 * have sent meanwhile; after such bytes it is taken to be there.
	 * @return true once it is gone
	 */
	boolean isGone();

}
