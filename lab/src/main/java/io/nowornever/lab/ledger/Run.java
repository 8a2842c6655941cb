package io.nowornever.lab.ledger;

/**
 * One process from its start to its end, be it orderly or not.
 */
final class Run {

	private final String who;

	private boolean closed;

	Run(String who) {
		this.who = who;
	}

	String who() {
		return this.who;
	}

	void close() {
		this.closed = true;
	}

	/**
	 * Whether it ended in good order; otherwise it was killed, or goes on.
	 */
	boolean isClosed() {
		return this.closed;
	}

}
