package io.nowornever.testbed.network;

import java.nio.ByteBuffer;

/**
 * What is on its way through a link.
 *
 * @param kind what it is
 * @param bytes what is left of its bytes
 * @param sentNanos when it was sent, on the monotonic clock
 * @param chance what chance makes of the jitter, -1 to 1
 */
record Segment(Kind kind, ByteBuffer bytes, long sentNanos, double chance) {

	enum Kind {

		BYTES,

		/**
		 * Its sender sends no more (FIN).
		 */
		END,

		/**
		 * Its sender is gone (RST).
		 */
		RESET

	}

}
