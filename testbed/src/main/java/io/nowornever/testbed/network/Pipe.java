package io.nowornever.testbed.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * One way of one connection. One thread puts in what comes, another takes out what is
 * due; both block. It holds no more than {@value #MOST_BYTES} bytes, so that a sender
 * stands still when nothing gets through.
 */
final class Pipe {

	static final int MOST_BYTES = 256 * 1024;

	private static final int SEGMENT_BYTES = 16 * 1024;

	private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

	private final Way way;

	private final Supplier<LinkConditions> conditions;

	private final Bandwidth bandwidth;

	private final RandomGenerator random;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final ArrayDeque<Segment> segments = new ArrayDeque<>();

	private int held;

	private boolean discarding;

	private boolean stopped;

	/**
	 * Creates an empty one.
	 * @param way which way it leads
	 * @param conditions what the link is like now
	 * @param bandwidth shared by all connections of this way
	 * @param random this pipe's own chance
	 */
	Pipe(Way way, Supplier<LinkConditions> conditions, Bandwidth bandwidth, RandomGenerator random) {
		this.way = way;
		this.conditions = conditions;
		this.bandwidth = bandwidth;
		this.random = random;
	}

	/**
	 * Takes in all that a socket receives, to its end.
	 */
	void fillFrom(Socket socket) {
		try {
			InputStream in = socket.getInputStream();
			byte[] buffer = new byte[SEGMENT_BYTES];
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				put(Segment.Kind.BYTES, ByteBuffer.wrap(Arrays.copyOf(buffer, count)));
			}
			put(Segment.Kind.END, NOTHING);
		}
		catch (IOException ex) {
			reset();
		}
	}

	/**
	 * Hands on what is due.
	 * @param socket where to
	 * @return {@code true} at an orderly end, {@code false} if the sender is gone or all
	 * has stopped
	 * @throws IOException if the receiver is gone
	 */
	boolean drainTo(Socket socket) throws IOException {
		OutputStream out = socket.getOutputStream();
		for (Segment segment = take(); segment != null; segment = take()) {
			switch (segment.kind()) {
				case BYTES ->
					out.write(segment.bytes().array(), segment.bytes().position(), segment.bytes().remaining());
				case END -> {
					socket.shutdownOutput();
					return true;
				}
				case RESET -> {
					return false;
				}
			}
		}
		return false;
	}

	/**
	 * Waits until word of a reset comes through, which may follow an orderly end.
	 * @return {@code false} if all has stopped
	 */
	boolean awaitReset() {
		Segment segment = take();
		return segment != null && segment.kind() == Segment.Kind.RESET;
	}

	/**
	 * Waits until a request to connect gets through, which needs both ways.
	 * @return {@code false} if who made it has given up, or all has stopped
	 */
	boolean awaitOpening() {
		long askedNanos = System.nanoTime();
		this.lock.lock();
		try {
			double chance = chance();
			while (!this.stopped && !hasGivenUp()) {
				LinkConditions now = this.conditions.get();
				long waitNanos = now.dueNanos(askedNanos, chance) - System.nanoTime();
				if (now.cut() == Cut.NONE && waitNanos <= 0) {
					return true;
				}
				this.changed.awaitNanos((now.cut() == Cut.NONE) ? waitNanos : Long.MAX_VALUE);
			}
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Tells the other end that the sender is gone, behind all that is on its way.
	 */
	void reset() {
		put(Segment.Kind.RESET, NOTHING);
	}

	/**
	 * Forgets what is on its way, and all that comes, since nobody is there to receive
	 * it.
	 */
	void discard() {
		this.lock.lock();
		try {
			this.discarding = true;
			this.segments.clear();
			this.held = 0;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isDiscarding() {
		this.lock.lock();
		try {
			return this.discarding;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Lets go whoever waits here, for good.
	 */
	void stop() {
		this.lock.lock();
		try {
			this.stopped = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Looks at the conditions again.
	 */
	void conditionsChanged() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void put(Segment.Kind kind, ByteBuffer bytes) {
		this.lock.lock();
		try {
			while (this.held >= MOST_BYTES && !this.stopped) {
				this.changed.awaitUninterruptibly();
			}
			if (!this.discarding) {
				this.segments.add(new Segment(kind, bytes, System.nanoTime(), chance()));
				this.held += bytes.remaining();
				this.changed.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits for what is next and due.
	 * @return it, or a part of it, or {@code null} if all has stopped
	 */
	private @Nullable Segment take() {
		this.lock.lock();
		try {
			while (!this.stopped) {
				Segment first = this.segments.peek();
				long waitNanos = (first != null) ? waitNanos(first) : Long.MAX_VALUE;
				Segment due = (first != null && waitNanos <= 0) ? granted(first) : null;
				if (due != null) {
					this.changed.signalAll();
					return due;
				}
				this.changed.awaitNanos((waitNanos > 0) ? waitNanos : this.bandwidth.waitNanos(System.nanoTime()));
			}
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private long waitNanos(Segment segment) {
		LinkConditions now = this.conditions.get();
		return now.cut().isOn(this.way) ? Long.MAX_VALUE
				: now.dueNanos(segment.sentNanos(), segment.chance()) - System.nanoTime();
	}

	/**
	 * As much of the first segment as bandwidth allows now.
	 */
	private @Nullable Segment granted(Segment first) {
		int left = first.bytes().remaining();
		int count = (left == 0) ? 0
				: this.bandwidth.grant(left, this.conditions.get().bytesPerSecond(), System.nanoTime());
		if (left > 0 && count == 0) {
			return null;
		}
		ByteBuffer part = first.bytes().duplicate();
		part.limit(part.position() + count);
		first.bytes().position(part.limit());
		this.held -= count;
		if (count == left) {
			this.segments.remove();
		}
		return new Segment(first.kind(), part, first.sentNanos(), first.chance());
	}

	private boolean hasGivenUp() {
		Segment first = this.segments.peek();
		return first != null && first.kind() != Segment.Kind.BYTES;
	}

	private double chance() {
		return this.random.nextDouble(-1, 1);
	}

}
