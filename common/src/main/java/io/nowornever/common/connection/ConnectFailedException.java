package io.nowornever.common.connection;

/**
 * One attempt to connect failed; the message says why.
 */
final class ConnectFailedException extends Exception {

	private static final long serialVersionUID = 1L;

	ConnectFailedException(String message, Throwable cause) {
		super(message, cause);
	}

}
