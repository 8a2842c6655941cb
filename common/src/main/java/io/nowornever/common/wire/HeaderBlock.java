package io.nowornever.common.wire;

import java.nio.charset.StandardCharsets;

import io.nats.client.impl.Headers;

/**
 * Headers that are already in the form in which they travel. The client library's own
 * {@link Headers} keeps two maps and a list per entry and copies them on each publish;
 * this one is a single array, which is what a request costs here. It can be published and
 * nothing else: it answers no question about its entries, and a copy of it has none.
 *
 * <p>
 * Names and values are written unchecked, so they must be ASCII without line breaks.
 */
public final class HeaderBlock extends Headers {

	private static final byte[] BEGIN = "NATS/1.0\r\n".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] LINE_END = { '\r', '\n' };

	private static final int USUAL_LENGTH = 256;

	private static final ThreadLocal<AsciiBuffer> BUFFER = ThreadLocal.withInitial(() -> new AsciiBuffer(USUAL_LENGTH));

	private final byte[] serialized;

	private HeaderBlock(byte[] serialized) {
		super(null, true);
		this.serialized = serialized;
	}

	/**
	 * Starts a block. The writer belongs to the calling thread until it is finished by
	 * {@link Writer#end()}.
	 * @return a writer
	 */
	public static Writer begin() {
		return new Writer(BUFFER.get().clear().append(BEGIN));
	}

	/**
	 * The bytes with which a line starts, to be prepared once per name.
	 * @param name the header's name
	 * @return the name and the colon
	 */
	public static byte[] name(String name) {
		return (name + ":").getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * A whole line that never changes, to be prepared once.
	 * @param name the header's name
	 * @param value the header's value
	 * @return the line with its end
	 */
	public static byte[] line(String name, String value) {
		return (name + ":" + value + "\r\n").getBytes(StandardCharsets.US_ASCII);
	}

	@Override
	public boolean isReadOnly() {
		return true;
	}

	@Override
	public boolean isEmpty() {
		return false;
	}

	@Override
	public int serializedLength() {
		return this.serialized.length;
	}

	@Override
	public int serializeToArray(int destPosition, byte[] dest) {
		System.arraycopy(this.serialized, 0, dest, destPosition, this.serialized.length);
		return this.serialized.length;
	}

	@Override
	public boolean equals(Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

	@Override
	public String toString() {
		return new String(this.serialized, StandardCharsets.US_ASCII);
	}

	/**
	 * Writes the lines of one block.
	 */
	public static final class Writer {

		private final AsciiBuffer buffer;

		private Writer(AsciiBuffer buffer) {
			this.buffer = buffer;
		}

		/**
		 * Adds a line with a text.
		 * @param name from {@link HeaderBlock#name(String)}
		 * @param value ASCII without line breaks
		 * @return this writer
		 */
		public Writer add(byte[] name, String value) {
			this.buffer.append(name).append(value).append(LINE_END);
			return this;
		}

		/**
		 * Adds a line with a text that is in bytes already.
		 * @param name from {@link HeaderBlock#name(String)}
		 * @param value ASCII without line breaks
		 * @return this writer
		 */
		public Writer add(byte[] name, byte[] value) {
			this.buffer.append(name).append(value).append(LINE_END);
			return this;
		}

		/**
		 * Adds a line with a number.
		 * @param name from {@link HeaderBlock#name(String)}
		 * @param value the number
		 * @return this writer
		 */
		public Writer add(byte[] name, long value) {
			this.buffer.append(name).append(value).append(LINE_END);
			return this;
		}

		/**
		 * Adds a prepared line.
		 * @param line from {@link HeaderBlock#line(String, String)}
		 * @return this writer
		 */
		public Writer add(byte[] line) {
			this.buffer.append(line);
			return this;
		}

		/**
		 * Finishes the block.
		 * @return headers ready to be published: a block, or the library's own where
		 * {@link PlainHeaders} are needed
		 */
		public Headers end() {
			return end(PlainHeaders.areNeeded());
		}

		Headers end(boolean plain) {
			byte[] block = this.buffer.append(LINE_END).toBytes();
			return plain ? plain(block) : new HeaderBlock(block);
		}

		private static Headers plain(byte[] block) {
			Headers headers = new Headers();
			HeaderLines lines = new HeaderLines(block, block.length);
			while (lines.next()) {
				headers.add(lines.name(), lines.text());
			}
			return headers;
		}

	}

}
