package io.nowornever.request;

import io.nowornever.common.journal.Journal;
import io.nowornever.common.wire.HeaderBlock;
import io.nowornever.common.wire.Rank;
import io.nowornever.common.wire.ReceivedMessage;
import org.jspecify.annotations.Nullable;

/**
 * What is asked: what a request carries beside what every request does, and how a result
 * is told from a mistake. Asked anew for each attempt, from any thread; must not block.
 */
public interface Question {

	/**
	 * Adds headers of its own.
	 * @param headers where to
	 */
	void addHeaders(HeaderBlock.Writer headers);

	/**
	 * The body.
	 * @param taskId the request's id in ASCII
	 * @return not changed afterwards
	 */
	byte[] body(byte[] taskId);

	/**
	 * What is wrong with a result, so that a responder with a bug does not pass for one
	 * that answers.
	 * @param result a reply that is no error
	 * @param taskId the request's id in ASCII
	 * @return what is wrong and what was expected, or null if nothing is
	 */
	@Nullable String problem(ReceivedMessage result, byte[] taskId);

	/**
	 * How much depends on it.
	 * @return normal, unless something does
	 */
	default Rank rank() {
		return Rank.NORMAL;
	}

	/**
	 * Adds to the journal's line about the start.
	 * @param line the line
	 * @return the line
	 */
	default Journal.Line describe(Journal.Line line) {
		return line;
	}

}
