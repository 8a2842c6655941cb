package io.nowornever.lab.topology;

/**
 * Says in one message why processes could not be started, signalled or measured, with
 * what they printed themselves.
 */
public class LabException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	LabException(String message) {
		super(message);
	}

	/**
	 * Creates an exception.
	 * @param message what is wrong, for people
	 * @param cause why
	 */
	public LabException(String message, Throwable cause) {
		super(message, cause);
	}

}
