package io.nowornever.lab.ledger;

/**
 * How a consumer ended an attempt of a request.
 */
public enum Handling {

	ANSWERED, LATE, STALE, REFUSED, MALFORMED, FAILED;

	/**
	 * What it is called.
	 * @return for example {@code answered}
	 */
	@Override
	public String toString() {
		return Words.forPeople(this);
	}

}
