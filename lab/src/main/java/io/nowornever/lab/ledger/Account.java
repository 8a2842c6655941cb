package io.nowornever.lab.ledger;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What became of all requests that the read journals tell of.
 *
 * @param started how many requests producers started
 * @param outcomes how many were settled how; of a request that was settled twice the
 * first counts
 * @param producerDied how many were in flight when their producer was killed, or still
 * are when their producer goes on
 * @param causes how many of those that timed out did so why
 * @param extraReplies replies beside the outcomes, those to unknown requests included
 * @param retries attempts beyond the first, by what became of the one before
 * @param consumers what became of requests at each consumer
 * @param foreign how many requests consumers know, by their ids, that no read producer
 * started: their producer's journal was not read, or was cut short by a kill
 * @param incomplete of which processes the beginning of the journal is missing, since it
 * was thrown away or is not read
 * @param begunBefore how many requests are known only from what came after their start,
 * where the beginning of a producer's journal is missing. They count nowhere else, but at
 * the consumers; {@code foreign} is 0 then, since the others cannot be told from them
 * @param losses each request that timed out and can be explained
 * @param violations what the journals must not say
 * @param unaccounted the requests that were not settled by a producer that ended in good
 * order, or that timed out though no reply was outstanding
 */
@JsonPropertyOrder({ "conserved", "started", "outcomes", "producerDied", "causes", "retries" })
public record Account(long started, Map<Outcome, Long> outcomes, long producerDied, Map<Cause, Long> causes,
		Map<ExtraReplyKind, Long> extraReplies, Map<DeclineReason, Long> retries, List<ConsumerFates> consumers,
		long foreign, List<String> incomplete, long begunBefore, List<Loss> losses, List<Violation> violations,
		List<String> unaccounted) {

	/**
	 * A request that timed out.
	 *
	 * @param task the request
	 * @param cause why
	 */
	public record Loss(String task, Cause cause) {
	}

	/**
	 * Makes all unmodifiable.
	 */
	public Account {
		outcomes = Collections.unmodifiableMap(outcomes);
		causes = Collections.unmodifiableMap(causes);
		extraReplies = Collections.unmodifiableMap(extraReplies);
		retries = Collections.unmodifiableMap(retries);
		consumers = List.copyOf(consumers);
		incomplete = List.copyOf(incomplete);
		losses = List.copyOf(losses);
		violations = List.copyOf(violations);
		unaccounted = List.copyOf(unaccounted);
	}

	/**
	 * Whether every started request has exactly one fate, every one that timed out
	 * exactly one cause, and the journals contradict themselves nowhere.
	 * @return whether the law of conservation holds
	 */
	public boolean isConserved() {
		return this.violations.isEmpty() && this.unaccounted.isEmpty()
				&& this.started == Tallies.sum(this.outcomes) + this.producerDied
				&& Tallies.sum(this.causes) == this.outcomes.getOrDefault(Outcome.TIMED_OUT, 0L);
	}

	/**
	 * How many requests had an outcome.
	 * @param outcome the outcome
	 * @return how many
	 */
	public long count(Outcome outcome) {
		return this.outcomes.getOrDefault(outcome, 0L);
	}

	/**
	 * How many requests timed out for a cause.
	 * @param cause the cause
	 * @return how many
	 */
	public long count(Cause cause) {
		return this.causes.getOrDefault(cause, 0L);
	}

	/**
	 * What became of the requests at a consumer.
	 * @param who its name
	 * @return zeros if no journal tells of it
	 */
	public ConsumerFates consumer(String who) {
		return this.consumers.stream()
			.filter((fates) -> fates.who().equals(who))
			.findFirst()
			.orElseGet(() -> new ConsumerTally().fates(who, 0, 0));
	}

}
