package io.nowornever.request;

import io.nowornever.common.wire.ReceivedMessage;
import org.jspecify.annotations.Nullable;

/**
 * Is told how a request ended.
 */
@FunctionalInterface
public interface AnswerListener {

	/**
	 * Called once per request, from any thread, also from within
	 * {@link RequestClient#ask}: must not block. What it throws is logged and ignored.
	 * @param outcome how it ended
	 * @param reply the reply that ended it, or null when none did
	 */
	void settled(RequestOutcome outcome, @Nullable ReceivedMessage reply);

}
