package io.nowornever.playground.throughput;

/**
 * Why a run ended.
 */
public enum Ending {

	/**
	 * Everything was sent, and what became of each message is settled.
	 */
	DONE("done"),

	/**
	 * Somebody asked for it.
	 */
	STOPPED("stopped"),

	/**
	 * It had taken as long as it may.
	 */
	TIME_LIMIT("stopped by itself at the time limit"),

	/**
	 * The publisher's connection broke.
	 */
	LINK_BROKEN("the publisher's connection to nats-server broke");

	private final String text;

	Ending(String text) {
		this.text = text;
	}

	/**
	 * The reason in words.
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
