package io.nowornever.lab.ledger;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A ledger of journals that are still written. What it holds stays bounded: a request is
 * counted and forgotten some seconds after it was settled; of those that timed out the
 * last {@value #MOST_LOST} are kept, since a consumer that was frozen may still tell what
 * became of them. So its account is that of a {@link Ledger} over the same journals,
 * unless more than that were lost and some of the earliest are heard of again. For one
 * thread.
 */
public final class LiveLedger implements AutoCloseable {

	/**
	 * What a journal tells.
	 *
	 * @param who who tells it, as the journal's follower calls it
	 * @param role on which side that stands
	 * @param atMillis when it happened by the wall clock of the process, or 0 if the line
	 * does not tell
	 * @param event what happened
	 */
	public record Told(String who, Role role, long atMillis, Event event) {
	}

	/**
	 * Is told what journals say.
	 */
	@FunctionalInterface
	public interface Listener {

		/**
		 * An event was read.
		 * @param told what it is and whose
		 */
		void read(Told told);

	}

	static final int MOST_LOST = 100_000;

	private static final long KEPT_MILLIS = 5_000;

	private final Ledger ledger = new Ledger();

	private final List<Source> sources = new ArrayList<>();

	private final Deque<Settled> settled = new ArrayDeque<>();

	private final Deque<String> lost = new ArrayDeque<>();

	private final Map<Cause, Long> lostForGood = Tallies.zeros(Cause.class);

	/**
	 * Creates a ledger that follows no journal.
	 */
	public LiveLedger() {
	}

	/**
	 * Follows a journal from its beginning on.
	 * @param journal the file, which need not exist yet
	 * @param who what to call its writer
	 */
	public void follow(Path journal, String who) {
		this.sources.add(new Source(journal, who));
	}

	/**
	 * Reads what was written since the last time.
	 * @param nowMillis the time, milliseconds since the epoch
	 * @param listener is told each event; those of one journal in the order of its lines
	 * @return how many events came; 0 means that all was read
	 * @throws JournalException if a journal cannot be read
	 */
	public int read(long nowMillis, Listener listener) {
		int events = 0;
		for (Source source : this.sources) {
			events += source.read(listener);
		}
		fold(nowMillis);
		return events;
	}

	/**
	 * What has become of all requests up to now. One that has no outcome yet counts with
	 * those whose producer has died.
	 * @return the account
	 */
	public Account account() {
		return this.ledger.accountSoFar();
	}

	/**
	 * Why a request timed out, as far as is known now.
	 * @param task the request
	 * @return {@code null} if it did not, or is forgotten
	 */
	public @Nullable Cause cause(String task) {
		return this.ledger.cause(task);
	}

	/**
	 * How many requests were lost for which cause, each counted once and for good some
	 * seconds after it timed out. So these figures never fall, as those of an account may
	 * when a consumer that was frozen tells more; and what a client library dropped
	 * counts as never received, since it does not tell which those are.
	 * @return how many, for every cause
	 */
	public Map<Cause, Long> lostForGood() {
		return Collections.unmodifiableMap(this.lostForGood);
	}

	/**
	 * Closes the files.
	 */
	@Override
	public void close() {
		this.sources.forEach((source) -> source.tail.close());
	}

	private void fold(long nowMillis) {
		for (Settled next = this.settled.peek(); next != null
				&& next.atMillis() < nowMillis - KEPT_MILLIS; next = this.settled.peek()) {
			this.settled.remove();
			if (next.outcome() == Outcome.TIMED_OUT) {
				this.lost.add(next.task());
				Cause cause = cause(next.task());
				Tallies.add(this.lostForGood, (cause != null) ? cause : Cause.NEVER_RECEIVED);
			}
			else {
				this.ledger.fold(next.task());
			}
		}
		while (this.lost.size() > MOST_LOST) {
			this.ledger.fold(this.lost.remove());
		}
	}

	private record Settled(String task, Outcome outcome, long atMillis) {
	}

	/**
	 * One journal.
	 */
	private final class Source {

		private final Tail tail;

		private final Ledger.Entry entry = LiveLedger.this.ledger.entry();

		private final String who;

		private @Nullable Role role;

		Source(Path journal, String who) {
			this.who = who;
			this.tail = new Tail(journal);
		}

		int read(Listener listener) {
			return this.tail.read((atMillis, event) -> {
				this.entry.enter(atMillis, event);
				if (event instanceof Event.Opened opened) {
					this.role = opened.role();
				}
				if (event instanceof Event.Settled(String task, Outcome outcome)) {
					LiveLedger.this.settled.add(new Settled(task, outcome, atMillis));
				}
				if (this.role != null) {
					listener.read(new Told(this.who, this.role, atMillis, event));
				}
			});
		}

	}

}
