package io.nowornever.common.connection;

import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect failed; the message says why.
 */
final class ConnectFailedException extends Exception {

	private static final long serialVersionUID = 1L;

	ConnectFailedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
