package io.nowornever.playground.web;

/**
 * Says that something else must end first.
 */
final class BusyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BusyException(String message) {
		super(message);
	}

}
