package io.nowornever.playground.lesson;

/**
 * Says why a lesson cannot be given on this server, and what to do about it.
 */
final class RefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	RefusedException(String message) {
		super(message);
	}

}
