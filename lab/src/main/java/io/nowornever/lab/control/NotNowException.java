package io.nowornever.lab.control;

/**
 * Says why something cannot be done as things are.
 */
public final class NotNowException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NotNowException(String message) {
		super(message);
	}

}
