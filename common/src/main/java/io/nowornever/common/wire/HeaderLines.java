package io.nowornever.common.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Steps through the lines of a well-formed header block without taking them out of it.
 * For one thread.
 */
final class HeaderLines {

	private static final int LINE_END = 2;

	private static final int MOST_DIGITS = 18;

	private final byte[] block;

	private final int end;

	private int next = LiftedHeaders.FIRST_LINE;

	private int lineBegin;

	private int lineEnd;

	private int valueBegin;

	/**
	 * Starts before the first line.
	 * @param block begins with a header block
	 * @param length how long the block is, 0 for none
	 */
	HeaderLines(byte[] block, int length) {
		this.block = block;
		this.end = length - LINE_END;
	}

	/**
	 * Steps to the next line.
	 * @return false when there is none
	 */
	boolean next() {
		if (this.next >= this.end) {
			return false;
		}
		this.lineBegin = this.next;
		int at = this.next;
		while (this.block[at] != '\r') {
			at++;
		}
		this.lineEnd = at;
		this.next = at + LINE_END;
		return true;
	}

	/**
	 * Whether this line is for a name; if so, its value can be read.
	 * @param name from {@link HeaderBlock#name(String)}, with the colon
	 * @return true if it is
	 */
	boolean isNamed(byte[] name) {
		this.valueBegin = this.lineBegin + name.length;
		return this.valueBegin <= this.lineEnd && this.block[this.valueBegin - 1] == ':'
				&& Arrays.equals(this.block, this.lineBegin, this.valueBegin, name, 0, name.length);
	}

	/**
	 * This line's name; its value can be read then.
	 * @return a new String
	 */
	String name() {
		int colon = this.lineBegin;
		while (colon < this.lineEnd && this.block[colon] != ':') {
			colon++;
		}
		this.valueBegin = Math.min(colon + 1, this.lineEnd);
		return new String(this.block, this.lineBegin, colon - this.lineBegin, StandardCharsets.US_ASCII);
	}

	/**
	 * The value as text, without the blanks around it.
	 * @return a new String
	 */
	String text() {
		int begin = begin();
		return new String(this.block, begin, end(begin) - begin, StandardCharsets.US_ASCII);
	}

	/**
	 * Whether the value, without the blanks around it, is a given one.
	 * @param expected the value in ASCII
	 * @return true if it is
	 */
	boolean isValue(byte[] expected) {
		int begin = begin();
		return Arrays.equals(this.block, begin, end(begin), expected, 0, expected.length);
	}

	/**
	 * The value as a number. Only decimal digits count, so that a sign, a fraction or an
	 * exponent is refused rather than guessed at.
	 * @return the number, or -1 when the value is none of at most 18 digits
	 */
	long number() {
		int begin = begin();
		int end = end(begin);
		if (begin == end || end - begin > MOST_DIGITS) {
			return -1;
		}
		long number = 0;
		for (int i = begin; i < end; i++) {
			int digit = this.block[i] - '0';
			if (digit < 0 || digit > 9) {
				return -1;
			}
			number = number * 10 + digit;
		}
		return number;
	}

	private int begin() {
		int begin = this.valueBegin;
		while (begin < this.lineEnd && this.block[begin] <= ' ') {
			begin++;
		}
		return begin;
	}

	private int end(int begin) {
		int end = this.lineEnd;
		while (end > begin && this.block[end - 1] <= ' ') {
			end--;
		}
		return end;
	}

}
