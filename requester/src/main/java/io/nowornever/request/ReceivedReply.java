package io.nowornever.request;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;

import io.nowornever.common.wire.HeaderBlock;
import io.nowornever.common.wire.HeaderNames;
import io.nowornever.common.wire.ReceivedMessage;

/**
 * A reply as it came. Most applications never look at it, so its headers are read when
 * they are asked for.
 *
 * @param message what came
 */
record ReceivedReply(ReceivedMessage message) implements Reply {

	private static final byte[] WORKER = HeaderBlock.name(HeaderNames.WORKER);

	private static final byte[] WAITED_MS = HeaderBlock.name(HeaderNames.WAITED_MS);

	private static final byte[] WORKED_MS = HeaderBlock.name(HeaderNames.WORKED_MS);

	@Override
	public String worker() {
		String worker = this.message.header(WORKER);
		return (worker != null) ? worker : "";
	}

	@Override
	public Duration waited() {
		return millis(WAITED_MS);
	}

	@Override
	public Duration worked() {
		return millis(WORKED_MS);
	}

	@Override
	public Map<String, String> headers() {
		return Collections.unmodifiableMap(this.message.headers());
	}

	private Duration millis(byte[] name) {
		return Duration.ofMillis(Math.max(this.message.number(name), 0));
	}

	@Override
	public String toString() {
		return "Reply" + headers();
	}

}
