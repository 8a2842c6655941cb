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
	 * Whose durable requests the durable mode uses, which travel on {@code tasks.durable}
	 * (JetStream).
	 */
	public static final String TASKS = "tasks";

	private Subjects() {
	}

}
