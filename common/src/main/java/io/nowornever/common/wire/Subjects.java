package io.nowornever.common.wire;

/**
 * The subjects of the contract.
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

	/**
	 * Where a consumer listens for as long as it is there at all, also while it is out of
	 * its queue group because it holds enough work: nobody here means nobody at all. Any
	 * message is answered by an empty one.
	 */
	public static final String TASKS_PRESENCE = "tasks.presence";

	private Subjects() {
	}

	/**
	 * Whether a reply to this subject would come back as a request, which would make a
	 * loop.
	 * @param subject a reply subject from the wire
	 * @return true for the subjects on which requests travel
	 */
	public static boolean carriesRequests(String subject) {
		return TASKS_NOW.equals(subject) || TASKS_DURABLE.equals(subject);
	}

}
