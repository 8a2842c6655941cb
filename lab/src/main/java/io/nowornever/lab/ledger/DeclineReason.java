package io.nowornever.lab.ledger;

/**
 * Why nobody began an attempt, so that a producer may send the request again.
 */
public enum DeclineReason {

	BUSY, NO_RESPONDERS;

	/**
	 * What it is called.
	 * @return for example {@code no responders}
	 */
	@Override
	public String toString() {
		return Words.forPeople(this);
	}

}
