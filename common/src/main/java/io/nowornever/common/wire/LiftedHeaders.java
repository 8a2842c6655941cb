package io.nowornever.common.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * The sign by which a body is known that begins with the message's header block, because
 * the link lifted it there for {@link ReceivedMessage} to read in place. It stands where
 * the block's version line stood: eight bytes that are drawn anew by each process and
 * never leave it, so that no sender can write them, and the block's length in two.
 */
public final class LiftedHeaders {

	/**
	 * The longest block that can be marked, in bytes.
	 */
	public static final int LONGEST = 0xFFFF;

	/**
	 * Where the first line begins, after the sign as after a version line.
	 */
	static final int FIRST_LINE = 10;

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private static final VarHandle CHAR = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.BIG_ENDIAN);

	private static final long SIGN = new SecureRandom().nextLong();

	private LiftedHeaders() {
	}

	/**
	 * Writes the sign over a block's version line.
	 * @param bytes hold the block
	 * @param begin where it begins
	 * @param length how long it is, with its version line and its last line end, at most
	 * {@link #LONGEST}
	 */
	public static void mark(byte[] bytes, int begin, int length) {
		LONG.set(bytes, begin, SIGN);
		CHAR.set(bytes, begin + Long.BYTES, (char) length);
	}

	/**
	 * How long the header block is with which a body begins.
	 * @param body the body
	 * @return its length in bytes, 0 when there is none
	 */
	static int length(byte[] body) {
		return (body.length >= FIRST_LINE && (long) LONG.get(body, 0) == SIGN) ? (char) CHAR.get(body, Long.BYTES) : 0;
	}

}
