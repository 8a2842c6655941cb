package io.nowornever.lab.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream as bytes, one at a time. Unlike the JDK's readers it tells
 * whether a line has an end, and how long a line may be is bounded.
 */
final class Lines {

	static final int MAX_BYTES = 1 << 20;

	private final InputStream in;

	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	private final byte[] read = new byte[1 << 16];

	private int next;

	private int filled;

	private boolean ended;

	Lines(InputStream in) {
		this.in = in;
	}

	/**
	 * Goes on to the next line.
	 * @return the line without its end, or {@code null} if there is none; of one that is
	 * too long only its beginning
	 * @throws IOException if the stream cannot be read
	 */
	byte @Nullable [] next() throws IOException {
		this.line.reset();
		this.ended = false;
		while (!this.ended && !isTooLong() && (this.next < this.filled || fill())) {
			int start = this.next;
			while (this.next < this.filled && this.read[this.next] != '\n') {
				this.next++;
			}
			this.line.write(this.read, start, this.next - start);
			if (this.next < this.filled) {
				this.ended = true;
				this.next++;
			}
		}
		return (this.ended || this.line.size() > 0) ? this.line.toByteArray() : null;
	}

	private boolean fill() throws IOException {
		this.next = 0;
		this.filled = Math.max(this.in.read(this.read), 0);
		return this.filled > 0;
	}

	private boolean isTooLong() {
		return this.line.size() > MAX_BYTES;
	}

	boolean hasEnd() {
		return this.ended;
	}

}
