package io.nowornever.testbed;

/**
 * Says in one message why a program could not be found, started or signalled, or did not
 * do what it was waited for, with what it printed itself.
 */
public class TestbedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what is wrong, and what to do about it
	 */
	public TestbedException(String message) {
		super(message);
	}

	/**
	 * Creates the exception.
	 * @param message what is wrong, and what to do about it
	 * @param cause what was thrown
	 */
	public TestbedException(String message, Throwable cause) {
		super(message, cause);
	}

}
