package io.nowornever.common.connection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.nats.client.support.IncomingHeadersProcessor;
import io.nowornever.common.wire.HeaderNames;
import io.nowornever.common.wire.LiftedHeaders;

/**
 * Stands between the socket and the client library's reader, so that headers cost little
 * and can do no harm.
 *
 * <p>
 * A header block that is well-formed at a glance is lifted: it becomes the beginning of
 * the body, under the sign of {@link LiftedHeaders}. The library then builds no maps of
 * it, and {@link io.nowornever.common.wire.ReceivedMessage} reads it in place. Where
 * somebody else reads headers too, blocks stay where they are.
 *
 * <p>
 * A malformed block gives way to a well-formed one that says
 * {@code Nats-Service-Error-Code: 400}, so that a request is known as malformed and a
 * reply as an error. The library's reader would die of it, and with it everything that
 * came behind it on the connection; any client that may publish on a subject could do
 * that to all who listen there.
 *
 * <p>
 * Everything else passes unchanged, also what the library's own parser can read although
 * it is not seen at a glance: the status messages of NATS, and oddities.
 *
 * <p>
 * For one thread, the reader.
 */
final class HeaderGuard {

	private static final byte[] HMSG = { 'H', 'M', 'S', 'G', ' ' };

	private static final byte[] MSG = { 'M', 'S', 'G', ' ' };

	private static final byte[] VERSION = "NATS/1.0\r\n".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] STAND_IN = ("NATS/1.0\r\n" + HeaderNames.SERVICE_ERROR
			+ ":the header block is malformed\r\n" + HeaderNames.SERVICE_ERROR_CODE + ":400\r\n\r\n")
		.getBytes(StandardCharsets.US_ASCII);

	private static final int LINE_END = 2;

	/** The library reads a size of at most so many digits. */
	private static final int MOST_DIGITS = 10;

	private static final int NOT_YET = -1;

	private static final int CAPACITY = 64 * 1024;

	private final Source source;

	private final boolean lifts;

	private byte[] buffer = new byte[CAPACITY];

	/** Where the bytes begin that were not passed on yet. */
	private int begin;

	/** Up to where they may be passed on. */
	private int cleared;

	/** Where the bytes end that were read. */
	private int end;

	/** How much of a body may still pass without a look. */
	private long bodyLeft;

	private byte[] standIn = {};

	private int standInBegin;

	/**
	 * Creates a guard.
	 * @param source where bytes come from
	 * @param lifts whether well-formed blocks become the beginning of the body
	 */
	HeaderGuard(Source source, boolean lifts) {
		this.source = source;
		this.lifts = lifts;
	}

	/**
	 * Reads as {@link java.io.InputStream#read(byte[], int, int)} does.
	 * @param target where to
	 * @param offset the first place
	 * @param length the most bytes
	 * @return how many bytes were read, -1 at the end
	 * @throws IOException when the source fails
	 */
	int read(byte[] target, int offset, int length) throws IOException {
		while (true) {
			if (this.standInBegin < this.standIn.length) {
				int count = Math.min(length, this.standIn.length - this.standInBegin);
				System.arraycopy(this.standIn, this.standInBegin, target, offset, count);
				this.standInBegin += count;
				return count;
			}
			if (this.begin == this.cleared) {
				inspect();
			}
			if (this.begin < this.cleared) {
				int count = Math.min(length, this.cleared - this.begin);
				System.arraycopy(this.buffer, this.begin, target, offset, count);
				this.begin += count;
				return count;
			}
			if (this.standInBegin == this.standIn.length && !fill()) {
				return -1;
			}
		}
	}

	private boolean fill() throws IOException {
		if (this.begin == this.end) {
			this.begin = 0;
			this.cleared = 0;
			this.end = 0;
		}
		else if (this.end == this.buffer.length) {
			makeRoom();
		}
		int count = this.source.read(this.buffer, this.end, this.buffer.length - this.end);
		this.end += Math.max(count, 0);
		return count >= 0;
	}

	private void makeRoom() {
		int kept = this.end - this.begin;
		byte[] roomier = (kept > this.buffer.length / 2) ? new byte[this.buffer.length * 2] : this.buffer;
		System.arraycopy(this.buffer, this.begin, roomier, 0, kept);
		this.buffer = roomier;
		this.cleared -= this.begin;
		this.begin = 0;
		this.end = kept;
	}

	/**
	 * Looks at what was read, frame by frame, until there is no whole frame head left or
	 * one needs a stand-in.
	 */
	private void inspect() {
		while (passBody()) {
			int lineEnd = lineEnd(this.cleared);
			if (lineEnd == NOT_YET) {
				return;
			}
			int headEnd = lineEnd + LINE_END;
			if (startsWith(HMSG, this.cleared)) {
				int lastSpace = spaceBefore(lineEnd);
				int headerLength = number(spaceBefore(lastSpace) + 1, lastSpace);
				int totalLength = number(lastSpace + 1, lineEnd);
				int headerBegin = headEnd;
				headEnd += headerLength;
				if (headEnd > this.end) {
					return;
				}
				if (isPlain(headerBegin, headEnd)) {
					lift(lineEnd, headerLength, totalLength);
				}
				else if (!isReadable(headerBegin, headEnd)) {
					if (this.begin == this.cleared) {
						replaceHead(lineEnd, headEnd, totalLength - headerLength);
					}
					return;
				}
				this.bodyLeft = (long) totalLength - headerLength + LINE_END;
			}
			else if (startsWith(MSG, this.cleared)) {
				this.bodyLeft = (long) number(spaceBefore(lineEnd) + 1, lineEnd) + LINE_END;
			}
			this.cleared = headEnd;
		}
	}

	/**
	 * Makes the header block the beginning of the body, in place and at equal length:
	 * {@code HMSG s 1 r 123 150} becomes {@code MSG s 1 r 0000150}.
	 */
	private void lift(int lineEnd, int headerLength, int totalLength) {
		int sizes = spaceBefore(spaceBefore(lineEnd));
		if (!this.lifts || lineEnd - sizes > MOST_DIGITS || headerLength > LiftedHeaders.LONGEST) {
			return;
		}
		System.arraycopy(this.buffer, this.cleared + 1, this.buffer, this.cleared, sizes - this.cleared);
		int rest = totalLength;
		for (int i = lineEnd - 1; i >= sizes; i--) {
			this.buffer[i] = (byte) ('0' + rest % 10);
			rest /= 10;
		}
		LiftedHeaders.mark(this.buffer, lineEnd + LINE_END, headerLength);
	}

	private boolean passBody() {
		int count = (int) Math.min(this.bodyLeft, this.end - this.cleared);
		this.cleared += count;
		this.bodyLeft -= count;
		return this.bodyLeft == 0 && this.cleared < this.end;
	}

	private void replaceHead(int lineEnd, int headEnd, int bodyLength) {
		int sizes = spaceBefore(spaceBefore(lineEnd));
		String line = new String(this.buffer, this.begin, sizes - this.begin, StandardCharsets.UTF_8) + ' '
				+ STAND_IN.length + ' ' + (STAND_IN.length + bodyLength) + "\r\n";
		byte[] head = line.getBytes(StandardCharsets.UTF_8);
		this.standIn = Arrays.copyOf(head, head.length + STAND_IN.length);
		System.arraycopy(STAND_IN, 0, this.standIn, head.length, STAND_IN.length);
		this.standInBegin = 0;
		this.begin = headEnd;
		this.cleared = headEnd;
		this.bodyLeft = (long) bodyLength + LINE_END;
	}

	/**
	 * The glance: at least one line, and each of a name in printable ASCII, a colon, and
	 * a value in ASCII.
	 */
	private boolean isPlain(int from, int to) {
		if (to - from <= VERSION.length + LINE_END || !startsWith(VERSION, from)) {
			return false;
		}
		int at = from + VERSION.length;
		int last = to - LINE_END;
		while (at < last) {
			int colon = nameEnd(at, last);
			if (colon == at || colon == last || this.buffer[colon] != ':') {
				return false;
			}
			int valueEnd = valueEnd(colon + 1, last);
			if (valueEnd == last || this.buffer[valueEnd] != '\r' || this.buffer[valueEnd + 1] != '\n') {
				return false;
			}
			at = valueEnd + LINE_END;
		}
		return at == last && this.buffer[last] == '\r' && this.buffer[last + 1] == '\n';
	}

	private int nameEnd(int from, int to) {
		int at = from;
		while (at < to && this.buffer[at] > ' ' && this.buffer[at] <= '~' && this.buffer[at] != ':') {
			at++;
		}
		return at;
	}

	private int valueEnd(int from, int to) {
		int at = from;
		while (at < to && this.buffer[at] >= 0 && this.buffer[at] != '\r' && this.buffer[at] != '\n') {
			at++;
		}
		return at;
	}

	private boolean isReadable(int from, int to) {
		byte[] block = Arrays.copyOfRange(this.buffer, from, to);
		try {
			return new IncomingHeadersProcessor(block).getSerializedLength() == block.length;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private int lineEnd(int from) {
		for (int i = from; i < this.end - 1; i++) {
			if (this.buffer[i] == '\r' && this.buffer[i + 1] == '\n') {
				return i;
			}
		}
		return NOT_YET;
	}

	private int spaceBefore(int position) {
		int at = position - 1;
		while (at > this.cleared && this.buffer[at] != ' ') {
			at--;
		}
		return at;
	}

	private int number(int from, int to) {
		int number = 0;
		for (int i = from; i < to; i++) {
			number = number * 10 + this.buffer[i] - '0';
		}
		return number;
	}

	private boolean startsWith(byte[] prefix, int from) {
		return this.end - from >= prefix.length
				&& Arrays.equals(this.buffer, from, from + prefix.length, prefix, 0, prefix.length);
	}

	/**
	 * Where bytes come from.
	 */
	interface Source {

		int read(byte[] target, int offset, int length) throws IOException;

	}

}
