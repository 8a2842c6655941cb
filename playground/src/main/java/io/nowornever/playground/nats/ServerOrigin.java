package io.nowornever.playground.nats;

/**
 * How a nats-server came to run.
 */
public enum ServerOrigin {

	/**
	 * Others had started it.
	 */
	ALREADY_RUNNING("already running, left as it is"),

	/**
	 * It had ended and runs again, on the same port.
	 */
	STARTED("started again, with what it had stored"),

	/**
	 * It is new, with an empty store.
	 */
	CREATED("created for this, ends with it");

	private final String text;

	ServerOrigin(String text) {
		this.text = text;
	}

	/**
	 * In words.
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
