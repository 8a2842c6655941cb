package io.nowornever.request;

import java.nio.charset.StandardCharsets;

import io.nats.client.NUID;
import io.nowornever.common.wire.AsciiBuffer;

/**
 * Names requests: a prefix that is unique to this process, and the request's number.
 */
final class TaskIds {

	private final byte[] prefix = (NUID.nextGlobal() + "-").getBytes(StandardCharsets.US_ASCII);

	/**
	 * Writes a name.
	 * @param sequence the request's number
	 * @param buffer cleared and written to
	 * @return the name in ASCII
	 */
	byte[] bytes(long sequence, AsciiBuffer buffer) {
		return buffer.clear().append(this.prefix).append(sequence).toBytes();
	}

	String text(long sequence) {
		return new String(this.prefix, StandardCharsets.US_ASCII) + sequence;
	}

}
