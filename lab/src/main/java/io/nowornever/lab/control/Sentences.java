package io.nowornever.lab.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.nowornever.lab.ledger.Criticality;
import io.nowornever.lab.ledger.DeclineReason;
import io.nowornever.lab.ledger.Event;
import io.nowornever.lab.ledger.ExtraReplyKind;
import io.nowornever.lab.ledger.Handling;
import io.nowornever.testbed.network.Cut;
import io.nowornever.testbed.network.LinkConditions;

/**
 * Events as people say them.
 */
final class Sentences {

	static final int BYTES_PER_KILOBYTE = 1_000;

	private Sentences() {
	}

	/**
	 * The event's name, as it stands in journals.
	 */
	static String name(Event event) {
		return event.getClass().getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
	}

	static String of(Event event) {
		return switch (event) {
			case Event.Opened _ -> "begins to write";
			case Event.Closed _ -> "ends in good order";
			case Event.Rejected _ -> "rejected, not sent";
			case Event.Started(String _, Criticality criticality) ->
				(criticality == Criticality.NORMAL) ? "started" : "started, " + criticality;
			case Event.Sent(String _, int attempt, String to) ->
				"sent" + again(attempt) + ", to " + ((to != null) ? to : "whom the broker chooses");
			case Event.Declined(String _, int attempt, DeclineReason reason) ->
				((reason == DeclineReason.BUSY) ? "told that all are busy" : "told that nobody listens")
						+ again(attempt);
			case Event.Settled settled -> "ended: " + settled.outcome();
			case Event.ExtraReply(String _, ExtraReplyKind kind) ->
				(kind == ExtraReplyKind.LATE) ? "a reply came too late" : "one more reply came";
			case Event.Received(String _, int attempt, int delivery) ->
				"received it" + again(attempt) + ((delivery > 1) ? ", delivery " + delivery : "");
			case Event.Taken _ -> "began to work on it";
			case Event.Ended(String _, int _, int _, Handling handling) -> ended(handling);
			case Event.Dropped(long count) -> "its client library dropped " + count;
		};
	}

	/**
	 * What a link is like.
	 */
	static String of(LinkConditions conditions) {
		if (conditions.equals(LinkConditions.GOOD)) {
			return "as good as new";
		}
		List<String> parts = new ArrayList<>();
		if (conditions.delay().isPositive()) {
			parts.add(conditions.delay().toMillis() + " ± " + conditions.jitter().toMillis() + " ms");
		}
		if (conditions.bytesPerSecond() != LinkConditions.UNLIMITED) {
			parts.add(conditions.bytesPerSecond() / BYTES_PER_KILOBYTE + " kB/s");
		}
		if (conditions.cut() != Cut.NONE) {
			parts.add("cut (" + conditions.cut().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")");
		}
		return String.join(", ", parts);
	}

	private static String again(int attempt) {
		return (attempt > 1) ? ", attempt " + attempt : "";
	}

	private static String ended(Handling handling) {
		return switch (handling) {
			case ANSWERED -> "answered it";
			case LATE -> "answered it too late";
			case STALE -> "skipped it as stale";
			case REFUSED -> "refused it, being busy";
			case MALFORMED -> "could not read it";
			case FAILED -> "failed to do it";
		};
	}

}
