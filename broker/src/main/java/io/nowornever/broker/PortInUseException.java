package io.nowornever.broker;

/**
 * Another process holds the client or the monitoring port; a later try may succeed.
 */
final class PortInUseException extends BrokerException {

	private static final long serialVersionUID = 1L;

	PortInUseException(String message) {
		super(message);
	}

}
