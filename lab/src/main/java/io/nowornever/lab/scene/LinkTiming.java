package io.nowornever.lab.scene;

import java.time.Duration;
import java.util.List;

/**
 * How soon a broken link is noticed at a speed, and tried again: by services and the
 * broker alike.
 *
 * @param speed the speed
 */
public record LinkTiming(Speed speed) {

	/**
	 * How long producers go on to choose a consumer that tells nothing of its load any
	 * more: it tells it a few times a second, and is left by those who heard nothing for
	 * three quarters of one. Not scaled.
	 */
	public static final Duration UNTOLD = Duration.ofSeconds(1);

	private static final Duration AFTER_NOTICED = Duration.ofSeconds(15);

	/**
	 * A busy machine makes a healthy process pause for longer than a tenth of a second.
	 */
	private static final Duration SHORTEST_PING = Duration.ofMillis(250);

	private static final Duration RECONNECT = Duration.ofMillis(250);

	/**
	 * The process that pings may pause as well on a busy machine: a third of a second was
	 * seen.
	 */
	private static final Duration UNNOTICED_MARGIN = Duration.ofMillis(500);

	/**
	 * How long a broken link may look like a sound one, to a service or to the broker: an
	 * interval until the next ping, and two more without an answer.
	 * @return in real time
	 */
	public Duration longestUnnoticed() {
		return ping().multipliedBy(3).plus(UNNOTICED_MARGIN);
	}

	/**
	 * How long requests may go to a consumer whose silence nobody tells of: by producers
	 * that chose it, and by the broker, which has it in its queue group.
	 * @return in real time
	 */
	public Duration longestGivenTo() {
		Duration byBroker = longestUnnoticed();
		return (byBroker.compareTo(UNTOLD) > 0) ? byBroker : UNTOLD;
	}

	/**
	 * How long a cut lasts that is to be noticed at any speed, and goes on for a while
	 * after that.
	 * @return in the original's time
	 */
	public Duration cutLength() {
		double noticedNanos = (double) longestUnnoticed().plus(UNTOLD).toNanos();
		return AFTER_NOTICED.plusNanos(Math.round(noticedNanos * this.speed.factor()));
	}

	/**
	 * How long a service waits at the most until it tries again to link.
	 * @return in real time
	 */
	public Duration longestPause() {
		return this.speed.real(RECONNECT.multipliedBy(2));
	}

	/**
	 * The broker's part, in the syntax of nats-server.
	 */
	String brokerConfiguration() {
		return "ping_interval: \"%dms\"\nping_max: 2\nwrite_deadline: \"%dms\"\n".formatted(ping().toMillis(),
				2 * ping().toMillis());
	}

	/**
	 * A service's settings.
	 */
	List<String> settings() {
		String reconnect = ConsumerSpec.nanos(this.speed.real(RECONNECT));
		return List.of("--nats.ping-interval=" + ConsumerSpec.nanos(ping()), "--nats.reconnect.delay=" + reconnect,
				"--nats.reconnect.jitter=" + reconnect);
	}

	private Duration ping() {
		return this.speed.real(Duration.ofSeconds(1), SHORTEST_PING);
	}

}
