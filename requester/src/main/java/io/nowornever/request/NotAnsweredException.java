package io.nowornever.request;

/**
 * A request ended without a result.
 */
public class NotAnsweredException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final RequestOutcome outcome;

	NotAnsweredException(RequestOutcome outcome, String message) {
		super(message);
		this.outcome = outcome;
	}

	/**
	 * How it ended.
	 * @return never {@link RequestOutcome#ANSWERED}
	 */
	public RequestOutcome outcome() {
		return this.outcome;
	}

}
