package io.nowornever.common.durable;

import java.time.Duration;

/**
 * How requests are kept until somebody has done them. The values are taken as they are:
 * who reads them from a user checks them.
 *
 * @param create whether a stream is made that is missing, and its bound is kept
 * @param storage where a stream keeps requests
 * @param replicas how many servers keep them
 * @param maxAge how long a request is kept; at least the longest budget
 * @param ackWait how long after a consumer's last sign of life its task is given to
 * another
 * @param maxDeliver how often a task is given to somebody; after that it fails
 * @param targetWait how much work a stream keeps, as the time until it is done; zero for
 * no bound
 * @param confirm whether a reply is repeated until its requester has confirmed it
 */
public record DurableSettings(boolean create, Storage storage, int replicas, Duration maxAge, Duration ackWait,
		int maxDeliver, Duration targetWait, boolean confirm) {

	/**
	 * What holds where nothing else is said.
	 */
	public static final DurableSettings DEFAULT = new DurableSettings(true, Storage.FILE, 1, Duration.ofSeconds(5),
			Duration.ofMillis(500), 3, Duration.ofSeconds(1), true);

	/**
	 * Where a stream keeps requests.
	 */
	public enum Storage {

		/**
		 * On disk: they outlive the broker's process.
		 */
		FILE,

		/**
		 * In memory: with one replica stream and requests end with the broker.
		 */
		MEMORY

	}

}
