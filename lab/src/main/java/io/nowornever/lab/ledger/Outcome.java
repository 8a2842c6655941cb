package io.nowornever.lab.ledger;

/**
 * How a producer settled a request.
 */
public enum Outcome {

	ANSWERED, TIMED_OUT, NO_RESPONDERS, REFUSED, FAILED, DISCONNECTED, REJECTED;

	/**
	 * What it is called.
	 * @return for example {@code timed out}
	 */
	@Override
	public String toString() {
		return Words.forPeople(this);
	}

}
