package io.nowornever.playground.lesson;

/**
 * Says which claim of a lesson does not hold, with the expected and the actual value.
 */
final class CheckFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	CheckFailedException(String message) {
		super(message);
	}

}
