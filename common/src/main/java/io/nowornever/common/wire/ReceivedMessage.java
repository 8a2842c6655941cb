package io.nowornever.common.wire;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A message as it came: where to answer, its headers, its body. Headers are read in
 * place, without the maps that the client library builds of them. Immutable; the bytes
 * belong to the message.
 */
public final class ReceivedMessage {

	private static final byte[] NOTHING = {};

	private static final byte[] REPLY_TO = HeaderBlock.name(HeaderNames.REPLY_TO);

	private final @Nullable String replyTo;

	private final @Nullable Receipt receipt;

	private final byte[] block;

	private final int blockLength;

	private final byte[] data;

	private final int bodyBegin;

	private ReceivedMessage(@Nullable String replyTo, @Nullable Receipt receipt, byte[] block, int blockLength,
			byte[] data, int bodyBegin) {
		this.replyTo = replyTo;
		this.receipt = receipt;
		this.block = block;
		this.blockLength = blockLength;
		this.data = data;
		this.bodyBegin = bodyBegin;
	}

	/**
	 * Reads a message, whether its headers were lifted into its body or not.
	 * @param message from the client library
	 * @return what came
	 */
	public static ReceivedMessage of(Message message) {
		return read(message, message.getReplyTo(), null);
	}

	/**
	 * Reads a message that a stream delivers.
	 * @param message from the client library
	 * @param receipt what the stream says of it
	 * @return what came; an answer goes where its headers say
	 */
	public static ReceivedMessage of(Message message, Receipt receipt) {
		ReceivedMessage read = read(message, null, receipt);
		return new ReceivedMessage(read.header(REPLY_TO), receipt, read.block, read.blockLength, read.data,
				read.bodyBegin);
	}

	private static ReceivedMessage read(Message message, @Nullable String replyTo, @Nullable Receipt receipt) {
		byte[] data = message.getData();
		int lifted = LiftedHeaders.length(data);
		if (lifted > 0) {
			return new ReceivedMessage(replyTo, receipt, data, lifted, data, lifted);
		}
		Headers headers = message.getHeaders();
		byte[] block = (headers != null && !headers.isEmpty()) ? headers.getSerialized() : NOTHING;
		return new ReceivedMessage(replyTo, receipt, block, block.length, data, 0);
	}

	/**
	 * Where an answer goes.
	 * @return the reply subject, or null when nobody waits for an answer
	 */
	public @Nullable String replyTo() {
		return this.replyTo;
	}

	/**
	 * What a stream says of it.
	 * @return null for a message of core NATS
	 */
	public @Nullable Receipt receipt() {
		return this.receipt;
	}

	/**
	 * Whether the message has any header.
	 * @return true if it does
	 */
	public boolean hasHeaders() {
		return this.blockLength > 0;
	}

	/**
	 * All headers.
	 * @return each name as it came with its first value
	 */
	public Map<String, String> headers() {
		Map<String, String> all = new LinkedHashMap<>();
		HeaderLines lines = headerLines();
		while (lines.next()) {
			all.putIfAbsent(lines.name(), lines.text());
		}
		return all;
	}

	/**
	 * A header's value.
	 * @param name from {@link HeaderBlock#name(String)}; case counts
	 * @return the first value, without the blanks around it, or null when there is none
	 */
	public @Nullable String header(byte[] name) {
		HeaderLines lines = headerLines();
		while (lines.next()) {
			if (lines.isNamed(name)) {
				return lines.text();
			}
		}
		return null;
	}

	/**
	 * Whether a header's first value is the one that is expected, or missing.
	 * @param name from {@link HeaderBlock#name(String)}; case counts
	 * @param value what is expected, in ASCII
	 * @return false if it is another one
	 */
	public boolean allows(byte[] name, byte[] value) {
		HeaderLines lines = headerLines();
		while (lines.next()) {
			if (lines.isNamed(name)) {
				return lines.isValue(value);
			}
		}
		return true;
	}

	/**
	 * A header's value as a number.
	 * @param name from {@link HeaderBlock#name(String)}; case counts
	 * @return the first value, or -1 when there is none or it is no number of decimal
	 * digits
	 */
	public long number(byte[] name) {
		HeaderLines lines = headerLines();
		while (lines.next()) {
			if (lines.isNamed(name)) {
				return lines.number();
			}
		}
		return -1;
	}

	/**
	 * How much memory it holds on to, beside the objects themselves.
	 * @return bytes of headers and body
	 */
	public int size() {
		return (this.bodyBegin == 0) ? this.blockLength + this.data.length : this.data.length;
	}

	HeaderLines headerLines() {
		return new HeaderLines(this.block, this.blockLength);
	}

	/**
	 * What holds the body, and maybe something before it.
	 * @return not to be changed
	 */
	public byte[] data() {
		return this.data;
	}

	/**
	 * Where the body begins in {@link #data()}.
	 * @return its first place
	 */
	public int bodyBegin() {
		return this.bodyBegin;
	}

	/**
	 * The body alone.
	 * @return not to be changed
	 */
	public byte[] body() {
		return (this.bodyBegin == 0) ? this.data : Arrays.copyOfRange(this.data, this.bodyBegin, this.data.length);
	}

}
