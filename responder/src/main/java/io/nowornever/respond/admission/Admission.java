package io.nowornever.respond.admission;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.InboxPrefixes;
import io.nowornever.common.wire.Receipt;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.common.wire.RequestHeaders;
import io.nowornever.respond.outcome.TaskMetric;
import io.nowornever.respond.outcome.TaskMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Decides about a request from its headers alone, before anybody touches its body. Called
 * by one thread, the one on which requests arrive.
 */
public final class Admission {

	/**
	 * The broker takes lines of 4096 bytes, unless its operator allows more, and ends the
	 * connection on which a longer one comes. Of an answer's line, 16 are for its
	 * lengths.
	 */
	private static final int LONGEST_REPLY_SUBJECT = 4096 - 16;

	private static final int MOST_BYTES_OF_A_CHARACTER = 3;

	private final NanoClock clock;

	private final InstantSource wallClock;

	private final long maxAgeMillis;

	private final InboxPrefixes inboxes;

	private final Timeliness timeliness;

	private final RequesterClocks clocks;

	/**
	 * Creates the admission.
	 * @param clock measures waiting
	 * @param wallClock compares with the requesters' stamps, and tells how long a request
	 * waited in a stream
	 * @param maxAge the budget where a request states none; never longer than this
	 * @param inboxes which reply subjects are answered
	 * @param timeliness decides whether a request is worth doing
	 * @param metrics shows what is found about the clocks
	 */
	public Admission(NanoClock clock, InstantSource wallClock, Duration maxAge, InboxPrefixes inboxes,
			Timeliness timeliness, TaskMetrics metrics) {
		this.clock = clock;
		this.wallClock = wallClock;
		this.maxAgeMillis = maxAge.toMillis();
		this.inboxes = inboxes;
		this.timeliness = timeliness;
		this.clocks = new RequesterClocks(clock);
		metrics.count(TaskMetric.CLOCK_SKEWED, this.clocks::skewed);
		metrics.show(TaskMetric.CLOCK_OFFSET, () -> this.clocks.offsetMillis() / 1e3);
	}

	/**
	 * Judges a request at the moment of its arrival.
	 * @param message the request
	 * @param direct whether its requester has chosen this responder
	 * @return what is to be done with it
	 */
	public Verdict judge(ReceivedMessage message, boolean direct) {
		long now = this.clock.nanoTime();
		long nowMillis = this.wallClock.millis();
		String inbox = message.replyTo();
		if (inbox == null || !this.inboxes.allow(inbox)) {
			return new Verdict.Malformed(this.inboxes.problem(inbox));
		}
		if (isTooLong(inbox)) {
			return new Verdict.Malformed("the reply subject is too long; one of " + LONGEST_REPLY_SUBJECT
					+ " bytes at the most can be answered");
		}
		RequestHeaders headers = RequestHeaders.read(message, nowMillis);
		String problem = headers.problem();
		if (problem != null) {
			return new Verdict.Malformed(problem);
		}
		Receipt receipt = message.receipt();
		long cameMillis = (receipt != null) ? receipt.storedAtMillis() : nowMillis;
		long transitMillis = this.clocks.transitMillis(inbox, cameMillis - headers.sentAtMillis(), now)
				+ Math.max(nowMillis - cameMillis, 0);
		Arrival arrival = new Arrival(message, headers.taskId(), now, TimeUnit.MILLISECONDS.toNanos(transitMillis),
				TimeUnit.MILLISECONDS.toNanos(budgetMillis(headers)), headers.rank(), direct, null);
		return switch (this.timeliness.onArrival(arrival, now)) {
			case WORTHWHILE -> new Verdict.Accept(arrival);
			case STALE -> Verdict.Stale.INSTANCE;
			case TOO_LATE -> Verdict.Busy.INSTANCE;
		};
	}

	/**
	 * Whether a reply subject is so long that an answer might cost the connection. It may
	 * have come all the same: an answer's line can be longer than its request's.
	 * @param replyTo the reply subject, or null when there is none
	 * @return true if it must not be answered
	 */
	public static boolean isTooLong(@Nullable String replyTo) {
		return replyTo != null && replyTo.length() > LONGEST_REPLY_SUBJECT / MOST_BYTES_OF_A_CHARACTER
				&& replyTo.getBytes(StandardCharsets.UTF_8).length > LONGEST_REPLY_SUBJECT;
	}

	private long budgetMillis(RequestHeaders headers) {
		long stated = headers.timeoutMillis();
		return (stated == RequestHeaders.NO_TIMEOUT) ? this.maxAgeMillis : Math.min(stated, this.maxAgeMillis);
	}

}
