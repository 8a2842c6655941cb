package io.nowornever.lab.control;

/**
 * Says that nobody has a name.
 */
public final class UnknownPartyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnknownPartyException(String message) {
		super(message);
	}

}
