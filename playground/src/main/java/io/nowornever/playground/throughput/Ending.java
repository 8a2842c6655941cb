package io.nowornever.playground.throughput;

/**
 * Why a run ended.
 */
public enum Ending {

	/**
	 * Everything was sent, and what became of each message is settled.
	 */
	DONE("done", "done"),

	/**
	 * Somebody asked for it.
	 */
	STOPPED("stopped", "stopped"),

	/**
	 * It had taken as long as it may.
	 */
	TIME_LIMIT("stopped by itself at the time limit", "time limit"),

	/**
	 * The publisher's connection broke.
	 */
	LINK_BROKEN("the publisher's connection to nats-server broke", "link broken");

	private final String text;

	private final String label;

	Ending(String text, String label) {
		this.text = text;
		this.label = label;
	}

	/**
	 * The reason in two words at most.
	 */
	String label() {
		return this.label;
	}

	/**
	 * The reason in words.
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
