package io.nowornever.producer.task;

import java.util.EnumSet;

import io.nowornever.common.logging.LogLimit;
import io.nowornever.common.metrics.PerConstant;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.wire.HeaderBlock;
import io.nowornever.common.wire.HeaderNames;
import io.nowornever.common.wire.ReceivedMessage;
import io.nowornever.request.RequestOutcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs for which user a request ended, and how: every one where few are asked, a few of
 * each outcome a second where many are, so that a flood of answers hides no timeout. Safe
 * from any thread.
 */
public final class AnswerLog {

	private static final Logger log = LoggerFactory.getLogger(AnswerLog.class);

	private static final int LINES_PER_SECOND = 20;

	private static final byte[] WAITED_MS = HeaderBlock.name(HeaderNames.WAITED_MS);

	private static final byte[] WORKED_MS = HeaderBlock.name(HeaderNames.WORKED_MS);

	private final PerConstant<RequestOutcome, LogLimit> lines;

	/**
	 * Creates a log that has written nothing.
	 * @param clock the monotonic clock
	 */
	public AnswerLog(NanoClock clock) {
		this.lines = new PerConstant<>(EnumSet.allOf(RequestOutcome.class),
				(outcome) -> new LogLimit(clock, LINES_PER_SECOND));
	}

	/**
	 * A request ended.
	 * @param userId for whom it was
	 * @param outcome how it ended
	 * @param reply the reply that ended it, or null when none did
	 */
	public void settled(long userId, RequestOutcome outcome, @Nullable ReceivedMessage reply) {
		if (outcome != RequestOutcome.REJECTED && log.isInfoEnabled()) {
			long suppressed = this.lines.of(outcome).tryLine();
			if (suppressed != LogLimit.SUPPRESSED) {
				log.info("{} for user {}{}{}", text(outcome), userId, times(reply), LogLimit.more(suppressed));
			}
		}
	}

	private static String text(RequestOutcome outcome) {
		return switch (outcome) {
			case ANSWERED -> "Got a response";
			case TIMED_OUT -> "Timed out";
			case NO_RESPONDERS -> "Nobody listened";
			case REFUSED -> "All consumers were busy";
			case FAILED -> "Got an error";
			case DISCONNECTED -> "No link to the broker";
			case REJECTED -> "Not sent";
		};
	}

	private static String times(@Nullable ReceivedMessage reply) {
		long waited = (reply != null) ? reply.number(WAITED_MS) : -1;
		long worked = (reply != null) ? reply.number(WORKED_MS) : -1;
		return (waited >= 0 && worked >= 0) ? ", which waited " + waited + " ms and took " + worked + " ms" : "";
	}

}
