package io.nowornever.lab.scene;

import java.time.Duration;
import java.util.List;

/**
 * How the requests of a scenario travel.
 */
public enum Delivery {

	/**
	 * By core NATS.
	 */
	CORE,

	/**
	 * Through a stream that holds no more than can be done within a second.
	 */
	DURABLE,

	/**
	 * Through a stream that holds whatever comes.
	 */
	DURABLE_UNBOUNDED;

	private static final Duration ACK_WAIT = Duration.ofMillis(500);

	/**
	 * A busy machine makes a healthy consumer pause for as long as a sign of life may be
	 * late then.
	 */
	private static final Duration SHORTEST_ACK_WAIT = Duration.ofMillis(50);

	private static final Duration TARGET_WAIT = Duration.ofSeconds(1);

	/**
	 * Whether a stream keeps the requests.
	 * @return {@code false} for core NATS only
	 */
	public boolean isDurable() {
		return this != CORE;
	}

	/**
	 * How long after a consumer's last sign of life its task is given to another.
	 * @param speed how fast the scenario runs
	 * @return in real time
	 */
	public static Duration ackWait(Speed speed) {
		return speed.real(ACK_WAIT, SHORTEST_ACK_WAIT);
	}

	/**
	 * The settings of producers and consumers.
	 */
	List<String> settings(Speed speed) {
		if (!isDurable()) {
			return List.of();
		}
		Duration targetWait = (this == DURABLE) ? speed.real(TARGET_WAIT) : Duration.ZERO;
		return List.of("--delivery=durable", "--durable.max-age=" + ConsumerSpec.nanos(speed.real(Scenario.BUDGET)),
				"--durable.ack-wait=" + ConsumerSpec.nanos(ackWait(speed)),
				"--durable.target-wait=" + ConsumerSpec.nanos(targetWait));
	}

}
