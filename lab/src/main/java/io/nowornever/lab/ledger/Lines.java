package io.nowornever.lab.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream as bytes, one at a time. Unlike the JDK's readers it tells
 * whether a line has an end, and how long a line may be is bounded.
 */
final class Lines {

	static final int MAX_BYTES = 1 << 20;

	private static final int FIRST_BYTES = 1 << 16;

	private final InputStream in;

	private byte[] buffer = new byte[FIRST_BYTES];

	private int start;

	private int length;

	private int next;

	private int filled;

	private boolean ended;

	private long number;

	Lines(InputStream in) {
		this.in = in;
	}

	/**
	 * Goes on to the next line.
	 * @return whether there is one
	 * @throws IOException if the stream cannot be read
	 */
	boolean advance() throws IOException {
		this.start = this.next;
		int at = this.start;
		while (true) {
			while (at < this.filled && this.buffer[at] != '\n') {
				at++;
			}
			if (at < this.filled) {
				return found(at, at + 1, true);
			}
			if (at - this.start > MAX_BYTES) {
				return found(at, at, false);
			}
			int scanned = at - this.start;
			if (!fill()) {
				return scanned > 0 && found(this.filled, this.filled, false);
			}
			at = this.start + scanned;
		}
	}

	private boolean found(int end, int nextStart, boolean withEnd) {
		this.length = end - this.start;
		this.next = nextStart;
		this.ended = withEnd;
		this.number++;
		return true;
	}

	private boolean fill() throws IOException {
		if (this.start > 0) {
			System.arraycopy(this.buffer, this.start, this.buffer, 0, this.filled - this.start);
			this.filled -= this.start;
			this.start = 0;
		}
		if (this.filled == this.buffer.length) {
			this.buffer = Arrays.copyOf(this.buffer, 2 * this.buffer.length);
		}
		int count = this.in.read(this.buffer, this.filled, this.buffer.length - this.filled);
		this.filled += Math.max(count, 0);
		return count > 0;
	}

	/**
	 * What holds the line, valid until the next advance.
	 */
	byte[] buffer() {
		return this.buffer;
	}

	int offset() {
		return this.start;
	}

	int length() {
		return this.length;
	}

	boolean isTooLong() {
		return this.length > MAX_BYTES;
	}

	boolean hasEnd() {
		return this.ended;
	}

	/**
	 * The line's number, the first being 1.
	 */
	long number() {
		return this.number;
	}

}
