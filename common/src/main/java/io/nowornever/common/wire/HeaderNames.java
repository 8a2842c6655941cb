package io.nowornever.common.wire;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The header names of the contract.
 */
public final class HeaderNames {

	/**
	 * Identity of a request, kept on a retry and echoed by the reply.
	 */
	public static final String TASK_ID = "Task-Id";

	/**
	 * The user that the request is for.
	 */
	public static final String USER_ID = "User-Id";

	/**
	 * When the first attempt was sent, in milliseconds since the epoch, by the
	 * requester's clock.
	 */
	public static final String SENT_AT = "Sent-At";

	/**
	 * The request's whole budget in milliseconds, counted from {@link #SENT_AT}.
	 */
	public static final String TIMEOUT_MS = "Timeout-Ms";

	/**
	 * Which attempt this is: 1, 2, …
	 */
	public static final String ATTEMPT = "Attempt";

	/**
	 * What a body is, as in HTTP; bodies without it are what both sides agree on.
	 */
	public static final String CONTENT_TYPE = "Content-Type";

	/**
	 * How much depends on a request: {@code critical}, {@code normal} or
	 * {@code sheddable}; missing is normal.
	 */
	public static final String CRITICALITY = "Criticality";

	/**
	 * Name of the consumer that replied.
	 */
	public static final String WORKER = "Worker";

	/**
	 * How long the request waited at the consumer, in milliseconds.
	 */
	public static final String WAITED_MS = "Waited-Ms";

	/**
	 * How long the consumer worked on it, in milliseconds.
	 */
	public static final String WORKED_MS = "Worked-Ms";

	/**
	 * Text of a refusal or an error (NATS ADR-32).
	 */
	public static final String SERVICE_ERROR = "Nats-Service-Error";

	/**
	 * Code of a refusal or an error (NATS ADR-32), see {@link ServiceError}.
	 */
	public static final String SERVICE_ERROR_CODE = "Nats-Service-Error-Code";

	/**
	 * Where the reply to a durable request goes; its reply subject is the stream's to
	 * acknowledge to.
	 */
	public static final String REPLY_TO = "Reply-To";

	/**
	 * By which a stream knows a request that it has stored already: its {@link #TASK_ID}.
	 */
	public static final String MESSAGE_ID = "Nats-Msg-Id";

	/**
	 * How often a durable request was given to somebody.
	 */
	public static final String DELIVERIES = "Deliveries";

	/**
	 * The load of the responder that replied, as in its adverts.
	 */
	public static final String LOAD = "Load";

	private static final Set<String> OWN = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

	static {
		OWN.addAll(List.of(TASK_ID, SENT_AT, TIMEOUT_MS, ATTEMPT, CONTENT_TYPE, CRITICALITY, WORKER, WAITED_MS,
				WORKED_MS, SERVICE_ERROR, SERVICE_ERROR_CODE, REPLY_TO, MESSAGE_ID, DELIVERIES, LOAD, "traceparent",
				"tracestate"));
	}

	private HeaderNames() {
	}

	/**
	 * Whether a header is written by requester and responder themselves, so that an
	 * application cannot add it.
	 * @param name its name in any case
	 * @return true if it is
	 */
	public static boolean isOwn(String name) {
		return OWN.contains(name);
	}

	/**
	 * The headers that requester and responder write themselves.
	 * @return their names
	 */
	public static String own() {
		return String.join(", ", OWN);
	}

}
