package io.nowornever.lab.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What a line of a journal says, without its time stamp: no fate depends on one.
 */
public sealed interface Event {

	/**
	 * The request.
	 * @return its id, or {@code null} where the event concerns none or states none
	 */
	default @Nullable String task() {
		return null;
	}

	/**
	 * A process begins to write, the first or a further one in the same file, or goes on
	 * in a new file.
	 *
	 * @param role its side
	 * @param who its name
	 * @param run the same in all parts of what one process writes and nowhere else, or
	 * {@code null} if it writes one part only and does not tell
	 * @param part 1, 2, … over the parts of the run; beyond 1 it is no new process
	 */
	record Opened(Role role, String who, @Nullable String run, int part) implements Event {
	}

	/**
	 * A process ends in good order.
	 */
	record Closed() implements Event {
	}

	/**
	 * An event that only producers write.
	 */
	sealed interface OfProducer extends Event {

	}

	/**
	 * An event that only consumers write.
	 */
	sealed interface OfConsumer extends Event {

	}

	/**
	 * A request was started and settled as rejected at once, without an id.
	 */
	record Rejected() implements OfProducer {
	}

	/**
	 * A request was started.
	 *
	 * @param task the request
	 * @param criticality how much depends on it
	 */
	record Started(String task, Criticality criticality) implements OfProducer {
	}

	/**
	 * An attempt was handed to the client library.
	 *
	 * @param task the request
	 * @param attempt 1, 2, …
	 * @param to the consumer that was chosen, or {@code null} if none was
	 */
	record Sent(String task, int attempt, @Nullable String to) implements OfProducer {
	}

	/**
	 * Nobody began an attempt.
	 *
	 * @param task the request
	 * @param attempt 1, 2, …
	 * @param reason why
	 */
	record Declined(String task, int attempt, DeclineReason reason) implements OfProducer {
	}

	/**
	 * A request has its outcome.
	 *
	 * @param task the request
	 * @param outcome the outcome
	 */
	record Settled(String task, Outcome outcome) implements OfProducer {
	}

	/**
	 * A reply came for a request that was settled.
	 *
	 * @param task the request, or {@code null} if it is too long ago to be known
	 * @param kind what the reply is
	 */
	record ExtraReply(@Nullable String task, ExtraReplyKind kind) implements OfProducer {
	}

	/**
	 * A consumer received an attempt.
	 *
	 * @param task the request, or {@code null} if it states no id
	 * @param attempt 1, 2, …
	 * @param delivery how often a stream has given it to somebody, as far as it
	 * remembers; 0 without one
	 */
	record Received(@Nullable String task, int attempt, int delivery) implements OfConsumer {
	}

	/**
	 * A worker picked an attempt up.
	 *
	 * @param task the request, or {@code null} if it states no id
	 * @param attempt 1, 2, …
	 * @param delivery as in {@link Received}
	 */
	record Taken(@Nullable String task, int attempt, int delivery) implements OfConsumer {
	}

	/**
	 * A consumer is done with an attempt.
	 *
	 * @param task the request, or {@code null} if it states no id
	 * @param attempt 1, 2, …
	 * @param delivery as in {@link Received}
	 * @param handling how it ended
	 */
	record Ended(@Nullable String task, int attempt, int delivery, Handling handling) implements OfConsumer {
	}

	/**
	 * The client library discarded requests.
	 *
	 * @param count how many since the last such event
	 */
	record Dropped(long count) implements OfConsumer {
	}

}
