package io.nowornever.respond.reply;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.nats.client.impl.Headers;
import io.nowornever.common.codec.Body;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.HeaderBlock;
import io.nowornever.common.wire.HeaderNames;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.common.wire.PrintableText;
import io.nowornever.common.wire.Receipt;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.common.wire.ServiceError;
import io.nowornever.respond.admission.Admission;
import io.nowornever.respond.admission.Arrival;
import org.jspecify.annotations.Nullable;

/**
 * Puts answers on the wire, and to inboxes only. Safe from any thread.
 */
public final class Replies {

	private static final byte[] TASK_ID = HeaderBlock.name(HeaderNames.TASK_ID);

	private static final byte[] CONTENT_TYPE = HeaderBlock.name(HeaderNames.CONTENT_TYPE);

	private static final byte[] WAITED_MS = HeaderBlock.name(HeaderNames.WAITED_MS);

	private static final byte[] WORKED_MS = HeaderBlock.name(HeaderNames.WORKED_MS);

	private static final byte[] DELIVERIES = HeaderBlock.name(HeaderNames.DELIVERIES);

	private static final byte[] LOAD = HeaderBlock.name(HeaderNames.LOAD);

	private static final byte[] SERVICE_ERROR = HeaderBlock.name(HeaderNames.SERVICE_ERROR);

	private static final byte[] SERVICE_ERROR_CODE = HeaderBlock.name(HeaderNames.SERVICE_ERROR_CODE);

	private static final byte[] EMPTY = {};

	private static final int LONGEST_ERROR = 200;

	private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private final Outlet outlet;

	private final NanoClock clock;

	private final InboxPrefixes inboxes;

	private final byte[] workerLine;

	private volatile LoadSource load = (must) -> null;

	private volatile String lastError = "";

	/**
	 * Creates the answering side.
	 * @param outlet where answers leave
	 * @param clock measures how long an answer is still worth something
	 * @param inboxes which reply subjects are answered
	 * @param worker this consumer's name
	 */
	public Replies(Outlet outlet, NanoClock clock, InboxPrefixes inboxes, String worker) {
		this.outlet = outlet;
		this.clock = clock;
		this.inboxes = inboxes;
		this.workerLine = HeaderBlock.line(HeaderNames.WORKER, worker);
	}

	/**
	 * Has answers tell this consumer's load.
	 * @param load gives it
	 */
	public void tell(LoadSource load) {
		this.load = load;
	}

	/**
	 * Answers with a result. Where nothing can leave just now, tries again as long as the
	 * requester waits.
	 * @param arrival the request
	 * @param taskId its id where its headers state none, or null
	 * @param body the result
	 * @param waitedNanos how long it waited here
	 * @param workedNanos how long it was worked on
	 * @return true if the answer has left
	 */
	public boolean answer(Arrival arrival, @Nullable String taskId, Body body, long waitedNanos, long workedNanos) {
		byte[] load = this.load.line(false);
		HeaderBlock.Writer headers = HeaderBlock.begin();
		String id = (arrival.taskId() != null) ? arrival.taskId() : taskId;
		if (id != null) {
			headers.add(TASK_ID, id);
		}
		headers.add(this.workerLine)
			.add(WAITED_MS, TimeUnit.NANOSECONDS.toMillis(waitedNanos))
			.add(WORKED_MS, TimeUnit.NANOSECONDS.toMillis(workedNanos));
		Receipt receipt = arrival.message().receipt();
		if (receipt != null) {
			headers.add(DELIVERIES, receipt.deliveries());
		}
		if (body.contentType() != null) {
			headers.add(CONTENT_TYPE, body.contentType());
		}
		addLoad(headers, load);
		return publishInTime(arrival, headers.end(), body.bytes());
	}

	/**
	 * Answers with an error to a request that was taken.
	 * @param arrival the request
	 * @param code the code
	 * @param text what went wrong
	 */
	public void error(Arrival arrival, int code, String text) {
		publishInTime(arrival, errorHeaders(code, text), EMPTY);
	}

	/**
	 * Answers with an error to a request that was not taken, now or never.
	 * @param message the request
	 * @param error the code
	 * @param text what went wrong
	 */
	public void error(ReceivedMessage message, ServiceError error, String text) {
		String inbox = inbox(message);
		if (inbox != null) {
			this.outlet.publish(message, inbox, errorHeaders(error.code(), text), EMPTY);
		}
	}

	/**
	 * Answers that a request could not be done in time, so that it may be sent again.
	 * @param message the request
	 */
	public void busy(ReceivedMessage message) {
		error(message, ServiceError.BUSY, "busy: it would not be done in time");
	}

	/**
	 * The last error that was to be told, for whoever watches.
	 * @return its code and its text, or empty where there was none; a refusal is none
	 */
	public String lastError() {
		return this.lastError;
	}

	private Headers errorHeaders(int code, String text) {
		String printable = PrintableText.of(text, LONGEST_ERROR);
		if (code != ServiceError.BUSY.code()) {
			this.lastError = code + ": " + printable;
		}
		byte[] load = this.load.line(code == ServiceError.BUSY.code());
		HeaderBlock.Writer headers = HeaderBlock.begin().add(SERVICE_ERROR, printable).add(SERVICE_ERROR_CODE, code);
		addLoad(headers, load);
		return headers.end();
	}

	private boolean publishInTime(Arrival arrival, Headers headers, byte[] body) {
		String inbox = inbox(arrival.message());
		while (inbox != null && !this.outlet.publish(arrival.message(), inbox, headers, body)) {
			if (arrival.isStale(this.clock.nanoTime()) || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(this, RETRY_NANOS);
		}
		return inbox != null;
	}

	private @Nullable String inbox(ReceivedMessage message) {
		String replyTo = message.replyTo();
		return (this.inboxes.allow(replyTo) && !Admission.isTooLong(replyTo)) ? replyTo : null;
	}

	/**
	 * The line is made before the block is begun: both use what belongs to the thread.
	 */
	private static void addLoad(HeaderBlock.Writer headers, byte @Nullable [] load) {
		if (load != null) {
			headers.add(LOAD, load);
		}
	}

	/**
	 * Gives this consumer's load.
	 */
	@FunctionalInterface
	public interface LoadSource {

		/**
		 * The load in one line of ASCII.
		 * @param must whether it is needed in any case
		 * @return null where it need not be told
		 */
		byte @Nullable [] line(boolean must);

	}

}
