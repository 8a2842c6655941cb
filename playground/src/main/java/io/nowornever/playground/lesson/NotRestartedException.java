package io.nowornever.playground.lesson;

/**
 * Says why a server may not be restarted for a lesson.
 */
public final class NotRestartedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param reason why, in a few words
	 */
	public NotRestartedException(String reason) {
		super(reason);
	}

}
