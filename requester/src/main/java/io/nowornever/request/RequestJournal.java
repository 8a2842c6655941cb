package io.nowornever.request;

import io.nowornever.common.journal.Journal;
import io.nowornever.request.balance.Route;

/**
 * Tells the journal what happens to each request. Costs nothing while that is off. Safe
 * from any thread.
 */
final class RequestJournal {

	private final Journal journal;

	private final TaskIds taskIds;

	/**
	 * Begins the record.
	 * @param journal is told
	 * @param taskIds name requests
	 */
	RequestJournal(Journal journal, TaskIds taskIds) {
		this.journal = journal;
		this.taskIds = taskIds;
		journal.introduce("producer", "producer-" + ProcessHandle.current().pid());
	}

	/**
	 * A request was started and ended at once, before it had a name.
	 */
	void rejected() {
		if (this.journal.isOn()) {
			this.journal.line("rejected").write();
		}
	}

	void started(PendingRequest request) {
		if (this.journal.isOn()) {
			request.question().describe(line("started", request.sequence())).write();
		}
	}

	/**
	 * An attempt is about to be handed to the client library.
	 */
	void sent(PendingRequest request, int attempt, Route route) {
		if (this.journal.isOn()) {
			Journal.Line line = line("sent", request.sequence()).add("attempt", attempt);
			((route instanceof Route.Direct direct) ? line.add("to", direct.instance()) : line).write();
		}
	}

	/**
	 * A stream has stored it.
	 */
	void stored(PendingRequest request) {
		if (this.journal.isOn()) {
			line("stored", request.sequence()).write();
		}
	}

	void declined(PendingRequest request, int attempt, Decline decline) {
		if (this.journal.isOn()) {
			line("declined", request.sequence()).add("attempt", attempt).add("reason", decline.tag()).write();
		}
	}

	void settled(PendingRequest request, RequestOutcome outcome) {
		if (this.journal.isOn()) {
			line("settled", request.sequence()).add("outcome", outcome.tag()).write();
		}
	}

	/**
	 * A reply came to a request that had ended.
	 * @param sequence the request's number
	 * @param attempt the attempt that it replies to
	 * @param duplicate whether the request had been answered
	 */
	void extraReply(long sequence, int attempt, boolean duplicate) {
		if (this.journal.isOn()) {
			line("extra_reply", sequence).add("attempt", attempt).add("kind", duplicate ? "duplicate" : "late").write();
		}
	}

	private Journal.Line line(String event, long sequence) {
		return this.journal.line(event).add("task", this.taskIds.text(sequence));
	}

}
