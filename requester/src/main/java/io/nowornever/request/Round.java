package io.nowornever.request;

/**
 * What the timer does again and again: ends requests that are out of time, and sends
 * those again that have rested enough or that no stream is known to have. Called by one
 * thread.
 *
 * @param destinations ask again who is there
 * @param pending the requests without an outcome
 * @param settlement ends them
 * @param durableSender sends durable ones again
 * @param declines sends the others again
 */
record Round(Destinations destinations, PendingRequests pending, Settlement settlement, DurableSender durableSender,
		Declines declines) {

	/**
	 * Does what is due.
	 * @param now the time on the monotonic clock
	 * @return when something is due next
	 */
	long at(long now) {
		long presenceDue = this.destinations.listen(now);
		return Math.min(presenceDue, this.pending.earliest((request) -> {
			if (request.deadlineNanos() <= now) {
				this.settlement.settle(request, request.outcomeInTheEnd(), null);
			}
			else if (request.dueNanos() <= now && request.destination().isDurable()) {
				this.durableSender.due(request);
			}
			else if (request.dueNanos() <= now) {
				this.declines.rested(request, now);
			}
			return request.nextDueNanos();
		}));
	}

}
