package io.nowornever.request;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.nowornever.common.codec.Body;
import io.nowornever.common.wire.HeaderNames;
import io.nowornever.common.wire.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * A request that is about to be made. Immutable: each method returns another one, so one
 * may be kept and asked often.
 */
public final class RequestSpec {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private static final Duration LONGEST = Duration.ofDays(1);

	private static final int LONGEST_QUOTE = 100;

	private final Requester requester;

	private final Destination destination;

	private final Duration budget;

	private final Criticality criticality;

	private final Map<String, String> headers;

	RequestSpec(Requester requester, Destination destination, Duration budget, Criticality criticality,
			Map<String, String> headers) {
		this.requester = requester;
		this.destination = destination;
		this.budget = budget;
		this.criticality = criticality;
		this.headers = headers;
	}

	/**
	 * Sets the whole budget, retries included. Asked while a request is served, no more
	 * counts than what is left of that one's.
	 * @param budget a millisecond to a day
	 * @return another request
	 * @throws IllegalArgumentException if it is not within that
	 */
	public RequestSpec within(Duration budget) {
		if (budget.compareTo(SHORTEST) < 0 || budget.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("A budget of " + budget + " is not allowed: 1 ms to 1 day");
		}
		return new RequestSpec(this.requester, this.destination, budget, this.criticality, this.headers);
	}

	/**
	 * Says how much depends on it.
	 * @param criticality normal unless it is set
	 * @return another request
	 */
	public RequestSpec criticality(Criticality criticality) {
		return new RequestSpec(this.requester, this.destination, this.budget, criticality, this.headers);
	}

	/**
	 * Has a stream keep the request until somebody has done it or its budget has ended,
	 * so that neither the end of a responder nor that of the broker costs the answer. It
	 * goes to responders that are durable too, and maybe to more than one of them: the
	 * first reply counts.
	 * @return another request
	 */
	public RequestSpec durable() {
		if (this.destination.isDurable()) {
			return this;
		}
		Destination durable = this.requester.client().durableDestination(this.destination.subject());
		return new RequestSpec(this.requester, durable, this.budget, this.criticality, this.headers);
	}

	/**
	 * Adds a header.
	 * @param name printable ASCII without blanks and colons, and none that the protocol
	 * uses itself
	 * @param value printable ASCII
	 * @return another request
	 * @throws IllegalArgumentException if either is not allowed
	 */
	public RequestSpec header(String name, String value) {
		if (!name.matches("[!-~&&[^:]]+") || HeaderNames.isOwn(name)) {
			throw new IllegalArgumentException("The header name '" + PrintableText.of(name, LONGEST_QUOTE)
					+ "' is not allowed: printable ASCII without blanks and colons, and none of " + HeaderNames.own());
		}
		if (!PrintableText.is(value)) {
			throw new IllegalArgumentException(
					"The value of the header " + name + " is not allowed: printable ASCII only");
		}
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(name, value);
		return new RequestSpec(this.requester, this.destination, this.budget, this.criticality, more);
	}

	/**
	 * Asks and waits for the answer. Made for virtual threads.
	 * @param question the body: {@code byte[]}, {@code String}, null for an empty one, or
	 * anything that can be written as JSON
	 * @param type what the result should be: {@code byte[].class}, {@code String.class},
	 * {@code Void.class}, or a type that is read from JSON
	 * @param <T> the type of the result
	 * @return the answer
	 * @throws IllegalArgumentException if the question cannot be written as JSON
	 * @throws CancellationException if the thread is interrupted, whose interrupt flag
	 * stays set; the request is given up, and counted with its own outcome all the same
	 */
	public <T> Answer<T> ask(@Nullable Object question, Class<T> type) {
		return await(begin(question, type));
	}

	/**
	 * Waits for the answer to a question, as {@link #ask} does.
	 * @param asked the question
	 * @param <T> the type of the result
	 * @return the answer
	 */
	static <T> Answer<T> await(TypedQuestion<T> asked) {
		try {
			return asked.future().get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			asked.giveUp();
			throw new CancellationException("Interrupted while waiting for an answer");
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("Nothing completes it so", ex);
		}
	}

	/**
	 * Asks. The future is completed by a thread that other requests need too: what
	 * follows on it must not block. Cancelling it gives the request up.
	 * @param question the body, as in {@link #ask}
	 * @param type what the result should be, as in {@link #ask}
	 * @param <T> the type of the result
	 * @return the answer to come; it never fails
	 * @throws IllegalArgumentException if the question cannot be written as JSON
	 */
	public <T> CompletableFuture<Answer<T>> askAsync(@Nullable Object question, Class<T> type) {
		return this.<T>begin(question, type).future();
	}

	<T> TypedQuestion<T> begin(@Nullable Object question, Type type) {
		Body body = this.requester.codec().write(question);
		TypedQuestion<T> asked = new TypedQuestion<>(this.requester.client(), this.requester.codec(), body, type,
				this.criticality, this.headers);
		asked.begun(this.requester.client()
			.ask(this.destination, asked, this.budget.toNanos(), this.requester.clock().nanoTime(), asked));
		return asked;
	}

}
