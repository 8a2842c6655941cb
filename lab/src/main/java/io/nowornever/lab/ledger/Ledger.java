package io.nowornever.lab.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.nowornever.lab.ledger.Violation.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Brings the journals of producers and consumers together. Only with the journals of all
 * of them are the causes right: a request that a consumer received whose journal is not
 * read seems never to have been received. Neither the order of the files nor, within a
 * run, the order of the lines matters. Where the beginning of a journal was thrown away,
 * nothing is said that only follows from that. Holds some 250 bytes a request; what a
 * journal is besides that is read line by line. For one thread.
 */
public final class Ledger {

	private final Map<String, Trace> traces = new LinkedHashMap<>();

	private final Map<String, ConsumerTally> consumers = new TreeMap<>();

	private final Map<ExtraReplyKind, Long> extraReplies = Tallies.zeros(ExtraReplyKind.class);

	private final List<Violation> violations = new ArrayList<>();

	private final FoldedTasks foldedTasks = new FoldedTasks();

	private final List<Run> runs = new ArrayList<>();

	private final Map<String, Run> continued = new HashMap<>();

	private final Closing folded = new Closing(this.runs);

	private long rejected;

	/**
	 * Creates a ledger that has read nothing.
	 */
	public Ledger() {
	}

	/**
	 * Reads a journal, with its older part if that stands beside it, or all journals of a
	 * folder.
	 * @param path the file or the folder
	 * @throws JournalException if it cannot be read, or is a folder without any journal
	 */
	public void read(Path path) {
		JournalParts journals = new JournalParts();
		journals.add(path);
		read(journals);
	}

	/**
	 * Reads journals, each once.
	 */
	void read(JournalParts journals) {
		for (Path journal : journals.files()) {
			Entry entry = entry();
			Journal.read(journal, entry::enter);
		}
	}

	/**
	 * Begins with one journal.
	 */
	Entry entry() {
		return new Entry();
	}

	/**
	 * Counts a request as what it is by now and forgets all else about it, except that it
	 * was there: what comes of it later is neither another request nor a contradiction.
	 * @param task a request that was settled
	 * @return whether it was forgotten; one whose id is of another shape than producers
	 * give stays
	 */
	boolean fold(String task) {
		Trace trace = this.traces.get(task);
		if (trace == null || !this.foldedTasks.add(task)) {
			return false;
		}
		this.traces.remove(task);
		this.folded.fold(task, trace);
		return true;
	}

	/**
	 * Why a request timed out, as far as is known, or {@code null} if it did not.
	 */
	@Nullable Cause cause(String task) {
		Trace trace = this.traces.get(task);
		if (trace == null || trace.outcome() != Outcome.TIMED_OUT) {
			return null;
		}
		Cause evidence = trace.evidence();
		if (evidence != null) {
			return evidence;
		}
		return MissingBeginnings.of(this.runs).mayHold(trace) ? Cause.UNKNOWN : Cause.NEVER_RECEIVED;
	}

	/**
	 * What became of the requests in the journals that were read.
	 * @return the account
	 */
	public Account account() {
		Closing closing = this.folded.copy();
		this.traces.forEach(closing::close);
		return account(closing);
	}

	/**
	 * The same while journals are written and read: a contradiction counts once its
	 * request was folded, since until then the other half may only not have been read.
	 */
	Account accountSoFar() {
		Closing closing = this.folded.copy();
		this.traces.forEach(closing::closeUnchecked);
		return account(closing);
	}

	private Account account(Closing closing) {
		return closing.account(this.rejected, this.violations, this.consumers, this.extraReplies);
	}

	/**
	 * What is known of a request, or {@code null} if that was folded.
	 */
	private @Nullable Trace trace(String task) {
		Trace known = this.traces.get(task);
		if (known != null || this.foldedTasks.contains(task)) {
			return known;
		}
		Trace unknown = new Trace();
		this.traces.put(task, unknown);
		return unknown;
	}

	private Run run(Event.Opened opened) {
		String id = opened.run();
		return (id != null) ? this.continued.computeIfAbsent(id + ' ' + opened.who(), (_) -> begin(opened))
				: begin(opened);
	}

	private Run begin(Event.Opened opened) {
		Run run = new Run(opened.role(), opened.who());
		this.runs.add(run);
		return run;
	}

	/**
	 * Enters the events of one journal.
	 */
	final class Entry {

		private Run run = new Run(Role.PRODUCER, "");

		private ConsumerTally tally = new ConsumerTally();

		private boolean closed;

		void enter(long atMillis, Event event) {
			if (event instanceof Event.Opened opened) {
				open(opened, atMillis);
				return;
			}
			if (this.closed) {
				violated(Kind.AFTER_CLOSED, event.task());
			}
			switch (event) {
				case Event.OfProducer produced -> enterProduced(produced, atMillis);
				case Event.OfConsumer consumed -> enterConsumed(consumed);
				case Event.Opened _, Event.Closed _ -> close();
			}
		}

		private void close() {
			this.closed = true;
			this.run.close();
		}

		private void open(Event.Opened opened, long atMillis) {
			this.closed = false;
			this.run = run(opened);
			this.run.begin(opened.part(), atMillis);
			if (opened.role() == Role.CONSUMER) {
				this.tally = Ledger.this.consumers.computeIfAbsent(opened.who(), (who) -> new ConsumerTally());
			}
		}

		private void enterProduced(Event.OfProducer event, long atMillis) {
			switch (event) {
				case Event.Rejected _ -> Ledger.this.rejected++;
				case Event.Started(String task, Criticality _) ->
					require(task, Kind.STARTED_TWICE, (trace) -> trace.start(this.run, atMillis));
				case Event.Sent(String task, int attempt, String _) ->
					note(task, (trace) -> trace.attempts(this.run).send(attempt));
				case Event.Declined(String task, int attempt, DeclineReason reason) ->
					note(task, (trace) -> trace.attempts(this.run).decline(attempt, reason));
				case Event.Settled(String task, Outcome outcome) ->
					require(task, Kind.SETTLED_TWICE, (trace) -> trace.settle(this.run, outcome));
				case Event.ExtraReply(String task, ExtraReplyKind kind) -> {
					Tallies.add(Ledger.this.extraReplies, kind);
					note(task, (trace) -> trace.replyAgain(this.run, kind));
				}
			}
		}

		private void require(String task, Kind otherwise, Predicate<Trace> first) {
			Trace trace = trace(task);
			if (trace == null || !first.test(trace)) {
				violated(otherwise, task);
			}
		}

		private void note(@Nullable String task, Consumer<Trace> what) {
			Trace trace = (task != null) ? trace(task) : null;
			if (trace != null) {
				what.accept(trace);
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
			note(task, (trace) -> what.accept(trace.visit(this.run, attempt, delivery)));
		}

		private void violated(Kind kind, @Nullable String task) {
			Ledger.this.violations.add(new Violation(kind, task, this.run.who()));
		}

	}

}
