package io.nowornever.respond.admission;

/**
 * The one place that decides whether a request is worth doing: at its arrival, and again
 * when its turn comes. Safe from any thread.
 */
public final class Timeliness {

	private final boolean skipStale;

	private final Forecast forecast;

	/**
	 * Creates the decision.
	 * @param skipStale whether a request is skipped for which nobody waits any more
	 * @param forecast foresees whether a request would be done in time
	 */
	public Timeliness(boolean skipStale, Forecast forecast) {
		this.skipStale = skipStale;
		this.forecast = forecast;
	}

	/**
	 * Judges a request that comes.
	 * @param arrival the request
	 * @param now the monotonic clock
	 * @return what is found
	 */
	public Finding onArrival(Arrival arrival, long now) {
		if (arrival.isStale(now)) {
			return this.skipStale ? Finding.STALE : Finding.WORTHWHILE;
		}
		return this.forecast.isInTime(arrival, now) ? Finding.WORTHWHILE : Finding.TOO_LATE;
	}

	/**
	 * Judges a request to which a worker turns.
	 * @param arrival the request
	 * @param now the monotonic clock
	 * @return what is found
	 */
	public Finding onTurn(Arrival arrival, long now) {
		if (this.skipStale && arrival.isStale(now)) {
			return Finding.STALE;
		}
		return this.forecast.isStillInTime(arrival, now) ? Finding.WORTHWHILE : Finding.TOO_LATE;
	}

	/**
	 * What is found about a request.
	 */
	public enum Finding {

		/**
		 * It is to be done.
		 */
		WORTHWHILE,

		/**
		 * Nobody waits for it any more: it is skipped.
		 */
		STALE,

		/**
		 * It would not be done in time: it is answered busy.
		 */
		TOO_LATE

	}

}
