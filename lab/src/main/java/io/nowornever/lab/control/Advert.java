package io.nowornever.lab.control;

import io.nowornever.testbed.service.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer tells of its load to those who choose.
 *
 * @param waitSeconds how long a request that comes now waits for its turn
 * @param limitSeconds how long it may wait
 */
record Advert(double waitSeconds, double limitSeconds) {

	/**
	 * For which requests a consumer has room.
	 */
	enum Room {

		ALL, NOT_SHEDDABLE, CRITICAL_ONLY

	}

	private static final String WAIT = "task_wait_seconds";

	private static final double SHEDDABLE_SHARE = 0.25;

	/**
	 * Reads what a consumer tells.
	 * @return {@code null} if it tells no load, since nobody can choose it
	 */
	static @Nullable Advert of(Metrics metrics) {
		return metrics.has(WAIT) ? new Advert(metrics.value(WAIT), metrics.value("task_wait_limit_seconds")) : null;
	}

	/**
	 * Whom it has room for, by the rules of the protocol.
	 */
	Room room() {
		if (this.waitSeconds > this.limitSeconds) {
			return Room.CRITICAL_ONLY;
		}
		return (this.waitSeconds > SHEDDABLE_SHARE * this.limitSeconds) ? Room.NOT_SHEDDABLE : Room.ALL;
	}

}
