package io.nowornever.common.wire;

/**
 * A body is not what the contract says; the message names what is wrong and what is
 * needed. Carries no stack trace, since a flood of bad bodies must stay cheap.
 */
public final class MalformedBodyException extends Exception {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param problem what is wrong and what is needed
	 */
	public MalformedBodyException(String problem) {
		super(problem, null, false, false);
	}

	/**
	 * What is wrong and what is needed.
	 * @return never null
	 */
	public String problem() {
		return String.valueOf(getMessage());
	}

}
