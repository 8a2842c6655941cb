package io.nowornever.lab.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.nowornever.lab.ledger.Violation.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Brings the journals of producers and consumers together. Only with the journals of all
 * of them are the causes right: a request that a consumer received whose journal is not
 * read seems never to have been received. Neither the order of the files nor, within a
 * run, the order of the lines matters. Holds some 250 bytes a request; what a journal is
 * besides that is read line by line. For one thread.
 */
public final class Ledger {

	private final Map<String, Trace> traces = new LinkedHashMap<>();

	private final Map<String, ConsumerTally> consumers = new TreeMap<>();

	private final Map<ExtraReplyKind, Long> extraReplies = Tallies.zeros(ExtraReplyKind.class);

	private final List<Violation> violations = new ArrayList<>();

	private long rejected;

	/**
	 * Creates a ledger that has read nothing.
	 */
	public Ledger() {
	}

	/**
	 * Reads a journal.
	 * @param journal the file
	 * @throws JournalException if it cannot be read
	 */
	public void read(Path journal) {
		Entry entry = new Entry();
		Journal.read(journal, (atMillis, event) -> entry.enter(event));
	}

	/**
	 * What became of the requests in the journals that were read.
	 * @return the account
	 */
	public Account account() {
		return new Closing(this.traces, this.rejected, this.violations).account(this.consumers, this.extraReplies);
	}

	private Trace trace(String task) {
		return this.traces.computeIfAbsent(task, (unknown) -> new Trace());
	}

	/**
	 * Enters the events of one file.
	 */
	private final class Entry {

		private Run run = new Run("");

		private ConsumerTally tally = new ConsumerTally();

		void enter(Event event) {
			if (event instanceof Event.Opened opened) {
				open(opened);
				return;
			}
			if (this.run.isClosed()) {
				violated(Kind.AFTER_CLOSED, event.task());
			}
			switch (event) {
				case Event.OfProducer produced -> enterProduced(produced);
				case Event.OfConsumer consumed -> enterConsumed(consumed);
				case Event.Opened _, Event.Closed _ -> this.run.close();
			}
		}

		private void open(Event.Opened opened) {
			this.run = new Run(opened.who());
			if (opened.role() == Role.CONSUMER) {
				this.tally = Ledger.this.consumers.computeIfAbsent(opened.who(), (who) -> new ConsumerTally());
			}
		}

		private void enterProduced(Event.OfProducer event) {
			switch (event) {
				case Event.Rejected _ -> Ledger.this.rejected++;
				case Event.Started(String task, Criticality _) -> {
					if (!trace(task).start(this.run)) {
						violated(Kind.STARTED_TWICE, task);
					}
				}
				case Event.Sent(String task, int attempt, String _) -> trace(task).attempts(this.run).send(attempt);
				case Event.Declined(String task, int attempt, DeclineReason reason) ->
					trace(task).attempts(this.run).decline(attempt, reason);
				case Event.Settled(String task, Outcome outcome) -> {
					if (!trace(task).settle(this.run, outcome)) {
						violated(Kind.SETTLED_TWICE, task);
					}
				}
				case Event.ExtraReply(String task, ExtraReplyKind kind) -> {
					Tallies.add(Ledger.this.extraReplies, kind);
					if (task != null) {
						trace(task).replyAgain(this.run, kind);
					}
				}
			}
		}

		private void enterConsumed(Event.OfConsumer event) {
			switch (event) {
				case Event.Received(String task, int attempt, int delivery) -> {
					this.tally.receive();
					visit(task, attempt, delivery, Visit::receive);
				}
				case Event.Taken(String task, int attempt, int delivery) -> {
					this.tally.take();
					visit(task, attempt, delivery, Visit::take);
				}
				case Event.Ended(String task, int attempt, int delivery, Handling handling) -> {
					this.tally.end(handling);
					visit(task, attempt, delivery, (visit) -> visit.end(handling));
				}
				case Event.Dropped(long count) -> this.tally.drop(count);
			}
		}

		private void visit(@Nullable String task, int attempt, int delivery, Consumer<Visit> what) {
			if (task != null) {
				what.accept(trace(task).visit(this.run, attempt, delivery));
			}
		}

		private void violated(Kind kind, @Nullable String task) {
			Ledger.this.violations.add(new Violation(kind, task, this.run.who()));
		}

	}

}
