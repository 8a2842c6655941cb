package io.nowornever.respond.outcome;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.nowornever.common.journal.Journal;
import io.nowornever.common.wire.HeaderBlock;
import io.nowornever.common.wire.HeaderNames;
import io.nowornever.common.wire.Receipt;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.common.wire.RequestHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the record of each request that came here: counts its outcome, and tells the
 * journal what happened on the way to it. Safe from any thread.
 */
public final class Outcomes {

	private static final byte[] TASK_ID = HeaderBlock.name(HeaderNames.TASK_ID);

	private static final byte[] ATTEMPT = HeaderBlock.name(HeaderNames.ATTEMPT);

	private final TaskMetrics metrics;

	private final Journal journal;

	private volatile Consumer<ReceivedMessage> afterwards = (request) -> {
	};

	private long droppedBefore;

	/**
	 * Begins the record.
	 * @param metrics counts
	 * @param journal is told
	 * @param consumer this consumer's name
	 */
	public Outcomes(TaskMetrics metrics, Journal journal, String consumer) {
		this.metrics = metrics;
		this.journal = journal;
		journal.introduce("consumer", consumer);
	}

	/**
	 * Has something done once a request has come to its end.
	 * @param afterwards is told of each; must not block
	 */
	public void afterwards(Consumer<ReceivedMessage> afterwards) {
		this.afterwards = afterwards;
	}

	/**
	 * A request came here from a stream.
	 * @param message the request
	 */
	public void delivered(ReceivedMessage message) {
		if (this.journal.isOn()) {
			line("received", message).write();
		}
	}

	/**
	 * A stream was told that a request has come to its end.
	 * @param message the request
	 */
	public void acknowledged(ReceivedMessage message) {
		if (this.journal.isOn()) {
			line("acked", message).write();
		}
	}

	/**
	 * A request came here.
	 * @param message the request
	 * @param dropped reads how many the client library has discarded since the start,
	 * nobody knows which
	 */
	public void received(ReceivedMessage message, LongSupplier dropped) {
		if (this.journal.isOn()) {
			line("received", message).write();
			dropped(dropped.getAsLong());
		}
	}

	/**
	 * A worker picked a request up.
	 * @param message the request
	 */
	public void taken(ReceivedMessage message) {
		if (this.journal.isOn()) {
			line("taken", message).write();
		}
	}

	/**
	 * A request came to its end.
	 * @param message the request
	 * @param outcome how
	 */
	public void ended(ReceivedMessage message, TaskOutcome outcome) {
		this.metrics.handled(outcome);
		if (this.journal.isOn()) {
			line("ended", message).add("outcome", outcome.tag()).write();
		}
		this.afterwards.accept(message);
	}

	/**
	 * The client library has discarded requests.
	 * @param count how many since the start
	 */
	public synchronized void dropped(long count) {
		if (this.journal.isOn() && count > this.droppedBefore) {
			this.journal.line("dropped").add("count", count - this.droppedBefore).write();
			this.droppedBefore = count;
		}
	}

	private Journal.Line line(String event, ReceivedMessage message) {
		Journal.Line line = this.journal.line(event).add("task", taskId(message));
		long attempt = message.number(ATTEMPT);
		line = (attempt > 0) ? line.add("attempt", attempt) : line;
		Receipt receipt = message.receipt();
		return (receipt != null) ? line.add("deliveries", receipt.deliveries()) : line;
	}

	private static @Nullable String taskId(ReceivedMessage message) {
		String taskId = message.header(TASK_ID);
		return (taskId != null && RequestHeaders.isTaskId(taskId)) ? taskId : null;
	}

}
