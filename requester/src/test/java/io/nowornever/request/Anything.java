package io.nowornever.request;

import io.nowornever.common.wire.HeaderBlock;
import io.nowornever.common.wire.ReceivedMessage;
import org.jspecify.annotations.Nullable;

/**
 * A question without a body that any result answers.
 */
final class Anything implements Question {

	@Override
	public void addHeaders(HeaderBlock.Writer headers) {
		// none of its own
	}

	@Override
	public byte[] body(byte[] taskId) {
		return new byte[0];
	}

	@Override
	public @Nullable String problem(ReceivedMessage result, byte[] taskId) {
		return null;
	}

}
