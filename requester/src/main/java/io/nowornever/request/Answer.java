package io.nowornever.request;

/**
 * What became of a request: exactly one of these, within its budget. Safe from any
 * thread.
 *
 * @param <T> the type of the result
 */
public sealed interface Answer<T> {

	/**
	 * Which of them it is.
	 * @return the outcome, as metrics count it
	 */
	RequestOutcome outcome();

	/**
	 * What happened, for a message.
	 * @return a sentence without its end
	 */
	String description();

	/**
	 * The result.
	 * @return the result
	 * @throws NotAnsweredException if there is none, with the outcome
	 */
	default T orElseThrow() {
		throw new NotAnsweredException(outcome(), description());
	}

	/**
	 * Whether there is a result.
	 * @return true for {@link Answered}
	 */
	default boolean isAnswered() {
		return outcome() == RequestOutcome.ANSWERED;
	}

	/**
	 * A reply with a result arrived within the budget.
	 *
	 * @param value the result; null only where {@code Void} was asked for
	 * @param reply what the responder says about it
	 * @param <T> the type of the result
	 */
	record Answered<T>(T value, Reply reply) implements Answer<T> {

		@Override
		public RequestOutcome outcome() {
			return RequestOutcome.ANSWERED;
		}

		@Override
		public String description() {
			return "answered";
		}

		@Override
		public T orElseThrow() {
			return this.value;
		}

	}

	/**
	 * The budget passed in silence.
	 *
	 * @param <T> the type of the result
	 */
	record TimedOut<T>() implements Answer<T> {

		@Override
		public RequestOutcome outcome() {
			return RequestOutcome.TIMED_OUT;
		}

		@Override
		public String description() {
			return "the budget passed in silence";
		}

	}

	/**
	 * Nobody listens on the subject, and the budget or the retries are spent.
	 *
	 * @param <T> the type of the result
	 */
	record NoResponders<T>() implements Answer<T> {

		@Override
		public RequestOutcome outcome() {
			return RequestOutcome.NO_RESPONDERS;
		}

		@Override
		public String description() {
			return "nobody listens";
		}

	}

	/**
	 * All who answer are busy, and the budget or the retries are spent. Nothing was
	 * begun.
	 *
	 * @param <T> the type of the result
	 */
	record Refused<T>() implements Answer<T> {

		@Override
		public RequestOutcome outcome() {
			return RequestOutcome.REFUSED;
		}

		@Override
		public String description() {
			return "all who answer are busy";
		}

	}

	/**
	 * A responder answered with an error, or with a result that cannot be read.
	 *
	 * @param code as in HTTP: 400 the request was malformed, 500 the handler failed, 502
	 * the result cannot be read, or the handler's own
	 * @param text what the responder says, or what is wrong with its result; what comes
	 * from elsewhere is 200 characters of printable ASCII at the most
	 * @param <T> the type of the result
	 */
	record Failed<T>(int code, String text) implements Answer<T> {

		@Override
		public RequestOutcome outcome() {
			return RequestOutcome.FAILED;
		}

		@Override
		public String description() {
			return "failed with " + this.code + ": " + this.text;
		}

	}

	/**
	 * There was no link to the broker, or it broke while the request waited, so that
	 * nobody knows whether it was worked on.
	 *
	 * @param <T> the type of the result
	 */
	record Disconnected<T>() implements Answer<T> {

		@Override
		public RequestOutcome outcome() {
			return RequestOutcome.DISCONNECTED;
		}

		@Override
		public String description() {
			return "there is no link to the broker or to the stream, or it broke";
		}

	}

	/**
	 * Not sent: too many requests are in flight, or requests pause since nobody listens.
	 *
	 * @param <T> the type of the result
	 */
	record Rejected<T>() implements Answer<T> {

		@Override
		public RequestOutcome outcome() {
			return RequestOutcome.REJECTED;
		}

		@Override
		public String description() {
			return "not sent: too many requests are in flight, or they pause since nobody listens";
		}

	}

}
