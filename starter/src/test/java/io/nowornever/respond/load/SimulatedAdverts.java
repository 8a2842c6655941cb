package io.nowornever.respond.load;

import io.nowornever.common.load.Load;

/**
 * When a responder tells its load, as the product does, with a clock set by hand.
 */
public final class SimulatedAdverts {

	private final AdvertPolicy policy = new AdvertPolicy();

	/**
	 * Tells the load if that is due.
	 * @return 0 if it was told, otherwise in how many nanoseconds to look again
	 */
	public long tell(Load load, long now) {
		long due = this.policy.dueInNanos(load, now);
		if (due == 0) {
			this.policy.told(load, now);
		}
		return due;
	}

}
