package io.nowornever.lab.baseline;

/**
 * As much of the contract on the wire as a tournament needs, in names of its own: the lab
 * knows nothing of the services' code.
 */
final class Wire {

	static final String SUBJECT = "tasks.now";

	/**
	 * Followed by a consumer's name: requests for it alone.
	 */
	static final String DIRECT = SUBJECT + ".to.";

	/**
	 * Followed by a consumer's name: asks how much it has to do. No part of the contract.
	 */
	static final String PROBE = SUBJECT + ".probe.";

	static final String TASK_ID = "Task-Id";

	static final String USER_ID = "User-Id";

	static final String SENT_AT = "Sent-At";

	static final String TIMEOUT_MS = "Timeout-Ms";

	static final String ATTEMPT = "Attempt";

	static final String WORKER = "Worker";

	static final String WAITED_MS = "Waited-Ms";

	static final String WORKED_MS = "Worked-Ms";

	static final String ERROR = "Nats-Service-Error";

	static final String ERROR_CODE = "Nats-Service-Error-Code";

	static final String BUSY = "503";

	private Wire() {
	}

}
