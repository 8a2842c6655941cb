package io.nowornever.common.pair;

/**
 * The subjects of the pair's contract.
 */
public final class Subjects {

	/**
	 * Requests whose answer is worth something only now (core NATS).
	 */
	public static final String TASKS_NOW = "tasks.now";

	/**
	 * Requests of the durable mode (JetStream).
	 */
	public static final String TASKS_DURABLE = "tasks.durable";

	private Subjects() {
	}

}
