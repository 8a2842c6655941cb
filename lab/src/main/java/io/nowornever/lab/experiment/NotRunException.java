package io.nowornever.lab.experiment;

/**
 * Says that a scenario was not run, so that nothing can be said about what is expected of
 * it.
 */
public final class NotRunException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates it.
	 * @param scenario what was not run
	 */
	public NotRunException(String scenario) {
		super("Not run: " + scenario);
	}

}
