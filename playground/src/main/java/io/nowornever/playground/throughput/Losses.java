package io.nowornever.playground.throughput;

import java.util.List;

import io.nowornever.playground.throughput.RunResult.Lost;
import io.nowornever.playground.throughput.RunResult.Subscribed;

/**
 * Gives each lost message its cause.
 */
final class Losses {

	private Losses() {
	}

	static Lost of(Mode mode, long sent, long refused, List<Subscribed> subscribed) {
		return (mode == Mode.QUEUE) ? inAGroup(sent, subscribed) : everywhere(sent, refused, subscribed);
	}

	/**
	 * Nobody can tell which member of the group the server had chosen for a missing
	 * message: where a connection was closed, it counts as lost with that.
	 */
	private static Lost inAGroup(long sent, List<Subscribed> subscribed) {
		long dropped = subscribed.stream().mapToLong(Subscribed::dropped).sum();
		long missing = sent - dropped - subscribed.stream().mapToLong(Subscribed::received).sum();
		boolean cutOff = subscribed.stream().anyMatch(Subscribed::cutOff);
		return cutOff ? new Lost(dropped, missing, 0, 0) : new Lost(dropped, 0, 0, missing);
	}

	private static Lost everywhere(long sent, long refused, List<Subscribed> subscribed) {
		long dropped = 0;
		long cutOff = 0;
		long left = 0;
		for (Subscribed each : subscribed) {
			long missing = sent - refused - each.received() - each.dropped();
			dropped += each.dropped();
			cutOff += each.cutOff() ? missing : 0;
			left += each.cutOff() ? 0 : missing;
		}
		return new Lost(dropped, cutOff, refused * subscribed.size(), left);
	}

}
