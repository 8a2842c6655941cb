package io.nowornever.common.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing buffer of ASCII bytes for what is built per request: header blocks, inbox
 * tokens and bodies without a String in between. Not safe for several threads; use one a
 * thread and {@link #clear()} it.
 */
public final class AsciiBuffer {

	private static final int LONGEST_LONG = 20;

	private byte[] bytes;

	private int length;

	/**
	 * Creates an empty buffer.
	 * @param capacity how many bytes fit before it has to grow
	 */
	public AsciiBuffer(int capacity) {
		this.bytes = new byte[capacity];
	}

	/**
	 * Forgets the content and keeps the memory.
	 * @return this buffer
	 */
	public AsciiBuffer clear() {
		this.length = 0;
		return this;
	}

	/**
	 * Appends bytes that are ASCII already.
	 * @param ascii the bytes
	 * @return this buffer
	 */
	public AsciiBuffer append(byte[] ascii) {
		ensure(ascii.length);
		System.arraycopy(ascii, 0, this.bytes, this.length, ascii.length);
		this.length += ascii.length;
		return this;
	}

	/**
	 * Appends a text of ASCII characters; others become a question mark.
	 * @param ascii the text
	 * @return this buffer
	 */
	public AsciiBuffer append(String ascii) {
		int count = ascii.length();
		ensure(count);
		for (int i = 0; i < count; i++) {
			char c = ascii.charAt(i);
			this.bytes[this.length + i] = (byte) ((c < 0x80) ? c : '?');
		}
		this.length += count;
		return this;
	}

	/**
	 * Appends a number in decimal digits.
	 * @param number the number
	 * @return this buffer
	 */
	public AsciiBuffer append(long number) {
		if (number == Long.MIN_VALUE) {
			return append(Long.toString(number));
		}
		ensure(LONGEST_LONG);
		long rest = Math.abs(number);
		int digits = digits(rest);
		if (number < 0) {
			this.bytes[this.length++] = '-';
		}
		for (int i = this.length + digits - 1; i >= this.length; i--) {
			this.bytes[i] = (byte) ('0' + rest % 10);
			rest /= 10;
		}
		this.length += digits;
		return this;
	}

	/**
	 * How much it holds.
	 * @return the content's length in bytes
	 */
	public int length() {
		return this.length;
	}

	/**
	 * Whether the content stands in other bytes.
	 * @param other the bytes
	 * @param at where
	 * @return false also where they end before it would
	 */
	public boolean standsIn(byte[] other, int at) {
		return other.length - at >= this.length
				&& Arrays.equals(other, at, at + this.length, this.bytes, 0, this.length);
	}

	/**
	 * The content as a new array of exactly its length.
	 * @return a copy
	 */
	public byte[] toBytes() {
		return Arrays.copyOf(this.bytes, this.length);
	}

	/**
	 * The content as text.
	 * @return a new String
	 */
	@Override
	public String toString() {
		return new String(this.bytes, 0, this.length, StandardCharsets.ISO_8859_1);
	}

	private void ensure(int more) {
		if (this.bytes.length - this.length < more) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(this.bytes.length * 2, this.length + more));
		}
	}

	private static int digits(long number) {
		int digits = 1;
		for (long limit = 10; digits < LONGEST_LONG - 1 && number >= limit; limit *= 10) {
			digits++;
		}
		return digits;
	}

}
