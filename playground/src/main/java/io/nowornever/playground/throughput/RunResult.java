package io.nowornever.playground.throughput;

import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What came of a run.
 *
 * @param settings what it was to do
 * @param ending why it ended
 * @param sent how many messages the publisher sent
 * @param refused how many of them the stream did not take (JetStream only)
 * @param publishNanos from the first message until the server had all that was sent (with
 * JetStream: had acknowledged it)
 * @param deliveryNanos from the first message until the last was received
 * @param subscribers what each subscriber got
 * @param lost what was lost, summed over the subscribers; negative if more arrived than
 * was sent
 * @param samplingNanos the processor time that sampling took
 */
@JsonPropertyOrder({ "settings", "ending", "endingText", "complete", "sent", "received", "due", "fanOut",
		"publishSeconds", "deliverySeconds", "publishRate", "deliveryRate", "samplingSeconds", "lost", "subscribers" })
public record RunResult(RunSettings settings, Ending ending, long sent, @JsonIgnore long refused,
		@JsonIgnore long publishNanos, @JsonIgnore long deliveryNanos, List<Subscribed> subscribers, Lost lost,
		@JsonIgnore long samplingNanos) {

	private static final double SECOND_NANOS = Duration.ofSeconds(1).toNanos();

	/**
	 * What all subscribers together received.
	 * @return the count
	 */
	@JsonProperty
	public long received() {
		return sum(Subscribed::received);
	}

	/**
	 * What the subscribers together should have received: what was sent, times the number
	 * of those that get each message.
	 * @return the count
	 */
	@JsonProperty
	public long due() {
		return this.sent * this.settings.mode().copies(this.settings.subscribers());
	}

	/**
	 * How many subscribers received a message, on average.
	 * @return the ratio, 0 if nothing was sent
	 */
	@JsonProperty
	public double fanOut() {
		return (this.sent > 0) ? (double) received() / this.sent : 0;
	}

	/**
	 * How fast messages were sent.
	 * @return messages a second
	 */
	@JsonProperty
	public double publishRate() {
		return rate(this.sent, this.publishNanos);
	}

	/**
	 * How fast messages were received, by all subscribers together.
	 * @return messages a second
	 */
	@JsonProperty
	public double deliveryRate() {
		return rate(received(), this.deliveryNanos);
	}

	/**
	 * Whether every message of the settings was sent and arrived everywhere it was due.
	 * @return {@code false} if one is missing, or one arrived twice
	 */
	public boolean isComplete() {
		return this.sent == this.settings.messages() && received() == due() && this.lost.total() == 0;
	}

	@JsonProperty
	String endingText() {
		return this.ending.toString();
	}

	@JsonProperty
	double publishSeconds() {
		return this.publishNanos / SECOND_NANOS;
	}

	@JsonProperty
	double deliverySeconds() {
		return this.deliveryNanos / SECOND_NANOS;
	}

	@JsonProperty
	double samplingSeconds() {
		return this.samplingNanos / SECOND_NANOS;
	}

	private long sum(ToLongFunction<Subscribed> count) {
		return this.subscribers.stream().mapToLong(count).sum();
	}

	private static double rate(long count, long nanos) {
		return (nanos > 0) ? count * SECOND_NANOS / nanos : 0;
	}

	/**
	 * What one subscriber got.
	 *
	 * @param received what its handler saw
	 * @param dropped what its client library dropped because too much was waiting
	 * @param cutOff whether the server closed its connection, as it does when a client
	 * does not read fast enough
	 */
	public record Subscribed(long received, long dropped, boolean cutOff) {

	}

	/**
	 * Where lost messages went. Together with what was received they are what was due.
	 *
	 * @param dropped by the client library of a subscriber that was too slow
	 * @param cutOff due to subscribers whose connection the server had closed
	 * @param refused not taken by the stream
	 * @param left still on their way, or waiting at a subscriber, when the run ended
	 */
	@JsonPropertyOrder("total")
	public record Lost(long dropped, long cutOff, long refused, long left) {

		/**
		 * All together.
		 * @return the sum
		 */
		@JsonProperty
		public long total() {
			return this.dropped + this.cutOff + this.refused + this.left;
		}

	}

}
