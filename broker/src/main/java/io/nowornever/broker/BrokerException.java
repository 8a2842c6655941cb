package io.nowornever.broker;

/**
 * Says in one message why a program could not be found, started or signalled, with what
 * it printed itself.
 */
public class BrokerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BrokerException(String message) {
		super(message);
	}

	BrokerException(String message, Throwable cause) {
		super(message, cause);
	}

}
