package io.nowornever.playground.throughput;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Keeps the publisher from running ahead without end. A subscriber that falls behind
 * fills first the client library's buffer, which then drops, and then the server's, which
 * then closes the connection; a publisher that waits when it is too far ahead lets
 * neither happen, and bounds the memory that a run takes.
 */
final class Window {

	/**
	 * What a server takes in at once for a stream is limited; more is refused.
	 */
	static final int MOST_UNACKNOWLEDGED = 4_096;

	private static final int LARGEST = 32_768;

	private static final int SMALLEST = 2;

	/**
	 * What all subscribers together may hold, of the order of a small heap's half.
	 */
	private static final long BUDGET_BYTES = 32 << 20;

	/**
	 * What a message of the client library takes beside its payload, about.
	 */
	private static final int MESSAGE_BYTES = 200;

	private static final int RESUMED_AT = 8;

	private static final long LOOK_AGAIN_NANOS = 50_000;

	private final int size;

	private final LongSupplier settled;

	private final BooleanSupplier ended;

	/**
	 * Creates a window.
	 * @param size how many messages the publisher may be ahead, 0 for no bound
	 * @param settled how many messages have come to their end
	 * @param ended whether the run is over, so that nobody need wait
	 */
	Window(int size, LongSupplier settled, BooleanSupplier ended) {
		this.size = size;
		this.settled = settled;
		this.ended = ended;
	}

	/**
	 * The size that a run gets unless it asks for another.
	 */
	static int choose(Mode mode, int subscribers, int payloadBytes) {
		int most = (mode == Mode.JETSTREAM) ? MOST_UNACKNOWLEDGED : LARGEST;
		long fitting = BUDGET_BYTES / ((long) (payloadBytes + MESSAGE_BYTES) * mode.copies(subscribers));
		return Math.clamp(fitting, SMALLEST, most);
	}

	/**
	 * Waits until more may be sent: when the publisher is too far ahead, until an eighth
	 * of that has come to its end.
	 * @param sent how many messages were sent
	 * @return how many more may be sent now; 0 if the run is over
	 */
	int awaitRoom(long sent) {
		if (this.ended.getAsBoolean()) {
			return 0;
		}
		if (this.size == 0) {
			return Integer.MAX_VALUE;
		}
		long room = this.size - (sent - this.settled.getAsLong());
		if (room <= 0) {
			int enough = Math.ceilDiv(this.size, RESUMED_AT);
			while (room < enough) {
				LockSupport.parkNanos(this, LOOK_AGAIN_NANOS);
				if (this.ended.getAsBoolean()) {
					return 0;
				}
				room = this.size - (sent - this.settled.getAsLong());
			}
		}
		return (int) room;
	}

}
