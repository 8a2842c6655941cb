package io.nowornever.respond.intake;

import java.util.function.Supplier;

import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.tracing.TracedRequest;
import io.nowornever.common.tracing.Tracing;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.common.wire.ServiceError;
import io.nowornever.respond.admission.Admission;
import io.nowornever.respond.admission.Arrival;
import io.nowornever.respond.admission.Verdict;
import io.nowornever.respond.outcome.Outcomes;
import io.nowornever.respond.outcome.TaskOutcome;
import io.nowornever.respond.reply.Replies;
import io.nowornever.respond.work.Line;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a request that comes judged, and passes it on: into the line, or to its end. For
 * one thread at a time.
 */
public final class Reception {

	private static final Logger log = LoggerFactory.getLogger(Reception.class);

	private static final int LINES_PER_SECOND = 20;

	private final String subject;

	private final Admission admission;

	private final Line line;

	private final Replies replies;

	private final Outcomes outcomes;

	private final Tracing tracing;

	private final LogLimit problemLines;

	/**
	 * Creates a reception.
	 * @param subject where requests come
	 * @param admission decides
	 * @param line where what is accepted waits
	 * @param replies answer what is not
	 * @param outcomes records what becomes of requests
	 * @param tracing follows requests
	 * @param clock the monotonic clock
	 */
	public Reception(String subject, Admission admission, Line line, Replies replies, Outcomes outcomes,
			Tracing tracing, NanoClock clock) {
		this.subject = subject;
		this.admission = admission;
		this.line = line;
		this.replies = replies;
		this.outcomes = outcomes;
		this.tracing = tracing;
		this.problemLines = new LogLimit(clock, LINES_PER_SECOND);
	}

	/**
	 * Takes a request in, or ends it.
	 * @param message the request
	 * @param direct whether its requester has chosen this responder
	 * @return the request as it waits in the line, or null where it has ended
	 */
	@Nullable Arrival receive(ReceivedMessage message, boolean direct) {
		switch (this.admission.judge(message, direct)) {
			case Verdict.Accept accept -> {
				Arrival arrival = followed(accept.arrival());
				this.line.add(arrival);
				return arrival;
			}
			case Verdict.Stale stale -> this.outcomes.ended(message, TaskOutcome.STALE);
			case Verdict.Busy busy -> {
				this.replies.busy(message);
				this.outcomes.ended(message, TaskOutcome.REFUSED);
			}
			case Verdict.Malformed malformed -> {
				warn("Malformed request: {}{}", malformed.problem());
				this.replies.error(message, ServiceError.MALFORMED, malformed.problem());
				this.outcomes.ended(message, TaskOutcome.MALFORMED);
			}
		}
		return null;
	}

	/**
	 * Ends a request that was given to somebody too often.
	 * @param message the request
	 * @param deliveries how often
	 */
	void abandon(ReceivedMessage message, int deliveries) {
		String problem = "it was begun " + (deliveries - 1) + " times and never brought to its end";
		warn("Request given up, answered 508: {}{}", problem);
		this.replies.error(message, ServiceError.ABANDONED, problem);
		this.outcomes.ended(message, TaskOutcome.FAILED);
	}

	private Arrival followed(Arrival arrival) {
		Supplier<TracedRequest> handling = this.tracing.arrived(this.subject, arrival.message());
		return (handling != null) ? arrival.followed(handling) : arrival;
	}

	private void warn(String line, String problem) {
		long suppressed = this.problemLines.tryLine();
		if (suppressed != LogLimit.SUPPRESSED) {
			log.warn(line, problem, LogLimit.more(suppressed));
		}
	}

}
