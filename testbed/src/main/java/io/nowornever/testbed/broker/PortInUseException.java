package io.nowornever.testbed.broker;

import io.nowornever.testbed.TestbedException;

/**
 * Another process holds the client or the monitoring port; a later try may succeed.
 */
final class PortInUseException extends TestbedException {

	private static final long serialVersionUID = 1L;

	PortInUseException(String message) {
		super(message);
	}

}
