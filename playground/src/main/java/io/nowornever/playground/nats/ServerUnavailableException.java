package io.nowornever.playground.nats;

import io.nowornever.testbed.TestbedException;

/**
 * Says in one message why a nats-server cannot be used, and what to do about it. No
 * password is in it.
 */
public final class ServerUnavailableException extends TestbedException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message why, and what to do
	 */
	public ServerUnavailableException(String message) {
		super(message);
	}

	ServerUnavailableException(String message, Throwable cause) {
		super(message, cause);
	}

}
