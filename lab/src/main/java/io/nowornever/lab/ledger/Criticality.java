package io.nowornever.lab.ledger;

/**
 * How much depends on a request.
 */
public enum Criticality {

	CRITICAL, NORMAL, SHEDDABLE;

	/**
	 * What it is called.
	 * @return for example {@code sheddable}
	 */
	@Override
	public String toString() {
		return Words.forPeople(this);
	}

}
