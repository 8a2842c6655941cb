package io.nowornever.respond.admission;

/**
 * Foresees whether a request would be done in time. Safe from any thread.
 */
public interface Forecast {

	/**
	 * Foresees nothing: every request would be done in time.
	 */
	Forecast NONE = new Forecast() {

		@Override
		public boolean isInTime(Arrival arrival, long now) {
			return true;
		}

		@Override
		public boolean isStillInTime(Arrival arrival, long now) {
			return true;
		}

	};

	/**
	 * Whether a request would be done within what is left of its budget, its waiting
	 * included. Rather no than yes.
	 * @param arrival the request that might be accepted now
	 * @param now the monotonic clock
	 * @return false if it should be answered busy
	 */
	boolean isInTime(Arrival arrival, long now);

	/**
	 * Whether a request that waited would still be done within what is left of its
	 * budget.
	 * @param arrival the request that might be begun now
	 * @param now the monotonic clock
	 * @return false if it should be answered busy
	 */
	boolean isStillInTime(Arrival arrival, long now);

}
