package io.nowornever.lab.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * When things happened, as the journals of processes on one machine tell. Of a process
 * whose wall clock is wrong the times are wrong too. All times are milliseconds since the
 * epoch.
 *
 * @param asked the requests that producers started, in the order in which they are told
 * @param worked the tasks that were worked on to their end, in the order of their ends
 * @param held the changes of what consumers held, in the order of the lines
 * @param received what consumers received, in the order of the lines
 */
public record Timeline(List<Asked> asked, List<Worked> worked, List<Held> held, List<Received> received) {

	/**
	 * When a request was settled that was not.
	 */
	public static final long NEVER = -1;

	/**
	 * A request.
	 *
	 * @param task its id, or {@code null} of one that was rejected
	 * @param producer who started it, by the name that its reader gave the journal
	 * @param startedMillis when
	 * @param settledMillis when it got its outcome, or {@link #NEVER}
	 * @param outcome its outcome, or {@code null} if it was not settled
	 * @param attempts how often it was sent
	 * @param restedMillis how long it rested between being declined and being sent again
	 * @param criticality how much depends on it
	 * @param sentTo the consumers that were chosen for it, one after the other; none
	 * where the queue group chose
	 */
	public record Asked(@Nullable String task, String producer, long startedMillis, long settledMillis,
			@Nullable Outcome outcome, int attempts, long restedMillis, Criticality criticality, List<String> sentTo) {

		/**
		 * Makes the list unmodifiable.
		 */
		public Asked {
			sentTo = List.copyOf(sentTo);
		}

		/**
		 * Whether a consumer may have been given it.
		 * @param consumer who
		 * @return {@code true} if it was chosen, or nobody was, so that the queue group
		 * decided
		 */
		public boolean mayHaveGoneTo(String consumer) {
			return this.sentTo.contains(consumer) || this.sentTo.size() < this.attempts;
		}

	}

	/**
	 * A task that was worked on to its end.
	 *
	 * @param task the request, or {@code null} if it states no id
	 * @param consumer who worked
	 * @param takenMillis from when
	 * @param endedMillis until when
	 * @param handling how it ended
	 */
	public record Worked(@Nullable String task, String consumer, long takenMillis, long endedMillis,
			Handling handling) {

		/**
		 * How long it took.
		 * @return milliseconds
		 */
		public long tookMillis() {
			return this.endedMillis - this.takenMillis;
		}

	}

	/**
	 * A consumer received a request, or one came to its end there.
	 *
	 * @param consumer who
	 * @param atMillis when
	 * @param change by how many more it holds then, negative for fewer
	 */
	public record Held(String consumer, long atMillis, int change) {
	}

	/**
	 * A consumer received a request.
	 *
	 * @param task the request, or {@code null} if it states no id
	 * @param consumer who
	 * @param atMillis when
	 * @param delivery how often a stream has given it to somebody, as far as it
	 * remembers; 0 without one
	 */
	public record Received(@Nullable String task, String consumer, long atMillis, int delivery) {
	}

	/**
	 * Makes the lists unmodifiable.
	 */
	public Timeline {
		asked = List.copyOf(asked);
		worked = List.copyOf(worked);
		held = List.copyOf(held);
		received = List.copyOf(received);
	}

	/**
	 * Reads journals, each with its older part if that stands beside it.
	 * @param journals the files, each by the name that its producer shall have: journals
	 * know producers by their processes only, and one that was started again is another
	 * @return what they tell of
	 * @throws JournalException if one cannot be read
	 */
	public static Timeline read(Map<String, Path> journals) {
		Reader reader = new Reader();
		journals.forEach(reader::read);
		return reader.timeline();
	}

	/**
	 * Leaves out what producers asked before their link stood for the first time, and was
	 * never sent: on a busy machine that says more about the order of starts than about
	 * what follows.
	 * @return the same without those requests
	 */
	public Timeline sinceLinked() {
		Set<String> linked = new HashSet<>();
		List<Asked> rest = new ArrayList<>();
		for (Asked each : this.asked) {
			if (each.attempts() > 0) {
				linked.add(each.producer());
			}
			if (linked.contains(each.producer()) || each.outcome() != Outcome.DISCONNECTED) {
				rest.add(each);
			}
		}
		return new Timeline(rest, this.worked, this.held, this.received);
	}

	/**
	 * Collects from one file after the other.
	 */
	private static final class Reader {

		private final List<Request> requests = new ArrayList<>();

		private final List<Worked> worked = new ArrayList<>();

		private final List<Held> held = new ArrayList<>();

		private final List<Received> received = new ArrayList<>();

		private final Map<String, Request> open = new HashMap<>();

		private final Map<String, Long> taken = new HashMap<>();

		private String producer = "";

		private String who = "";

		void read(String name, Path journal) {
			this.producer = name;
			this.open.clear();
			this.taken.clear();
			Journal.read(journal, this::enter);
		}

		Timeline timeline() {
			return new Timeline(this.requests.stream().map(Request::asked).toList(), this.worked, this.held,
					this.received);
		}

		private void enter(long at, Event event) {
			switch (event) {
				case Event.Opened opened -> this.who = opened.who();
				case Event.Closed _, Event.Dropped _, Event.ExtraReply _ -> {
				}
				case Event.Rejected _ -> request(null, at, Criticality.NORMAL).settle(at, Outcome.REJECTED);
				case Event.Started(String task, Criticality criticality) ->
					this.open.put(task, request(task, at, criticality));
				case Event.Sent(String task, int _, String to) -> of(task).send(at, to);
				case Event.Declined(String task, int _, DeclineReason _) -> of(task).decline(at);
				case Event.Settled(String task, Outcome outcome) -> of(task).settle(at, outcome);
				case Event.Received(String task, int _, int delivery) -> {
					this.held.add(new Held(this.who, at, 1));
					this.received.add(new Received(task, this.who, at, delivery));
				}
				case Event.Taken(String task, int attempt, int delivery) ->
					this.taken.put(visit(task, attempt, delivery), at);
				case Event.Ended ended -> end(at, ended);
			}
		}

		private void end(long at, Event.Ended ended) {
			this.held.add(new Held(this.who, at, -1));
			Long from = this.taken.remove(visit(ended.task(), ended.attempt(), ended.delivery()));
			boolean done = ended.handling() == Handling.ANSWERED || ended.handling() == Handling.LATE;
			if (from != null && done) {
				this.worked.add(new Worked(ended.task(), this.who, from, at, ended.handling()));
			}
		}

		private Request request(@Nullable String task, long at, Criticality criticality) {
			Request request = new Request(task, this.producer, at, criticality);
			this.requests.add(request);
			return request;
		}

		private Request of(String task) {
			return this.open.computeIfAbsent(task,
					(unknown) -> new Request(unknown, this.producer, 0, Criticality.NORMAL));
		}

		private static String visit(@Nullable String task, int attempt, int delivery) {
			return task + " " + attempt + " " + delivery;
		}

	}

	/**
	 * A request on its way. Lines of several threads may come out of order.
	 */
	private static final class Request {

		private final @Nullable String task;

		private final String producer;

		private final long startedMillis;

		private final Criticality criticality;

		private long settledMillis = NEVER;

		private @Nullable Outcome outcome;

		private int attempts;

		private long declinedMillis;

		private long restedMillis;

		private List<String> sentTo = List.of();

		Request(@Nullable String task, String producer, long startedMillis, Criticality criticality) {
			this.task = task;
			this.producer = producer;
			this.startedMillis = startedMillis;
			this.criticality = criticality;
		}

		void send(long at, @Nullable String to) {
			this.attempts++;
			this.restedMillis += (this.attempts > 1) ? Math.max(at - this.declinedMillis, 0) : 0;
			if (to != null) {
				this.sentTo = Stream.concat(this.sentTo.stream(), Stream.of(to)).toList();
			}
		}

		void decline(long at) {
			this.declinedMillis = at;
		}

		void settle(long at, Outcome how) {
			this.settledMillis = at;
			this.outcome = how;
		}

		Asked asked() {
			return new Asked(this.task, this.producer, this.startedMillis, this.settledMillis, this.outcome,
					this.attempts, this.restedMillis, this.criticality, this.sentTo);
		}

	}

}
