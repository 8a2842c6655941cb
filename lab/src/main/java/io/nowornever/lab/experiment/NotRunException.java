package io.nowornever.lab.experiment;

/**
 * Says that a scenario was not run, so that nothing can be said about what is expected of
 * it.
 */
final class NotRunException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NotRunException(String scenario) {
		super("Not run: " + scenario);
	}

}
