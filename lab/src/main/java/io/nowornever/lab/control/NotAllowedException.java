package io.nowornever.lab.control;

/**
 * Says what was asked for that is not allowed, and what is.
 */
public final class NotAllowedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message names what was asked for and what is allowed
	 */
	public NotAllowedException(String message) {
		super(message);
	}

}
