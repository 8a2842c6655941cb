package io.nowornever.common.codec;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import io.nowornever.common.wire.MalformedBodyException;
import org.jspecify.annotations.Nullable;

/**
 * What applications hand over and want to get, to bodies and back: {@code byte[]} as it
 * stands, {@code String} as text in UTF-8, nothing as an empty body, anything else as
 * JSON. The type that is wanted decides, not what a body says of itself. Safe from any
 * thread.
 *
 * @param json for anything else
 */
public record BodyCodec(JsonCodec json) {

	/**
	 * The type of JSON.
	 */
	public static final String JSON_TYPE = "application/json";

	private static final String TEXT_TYPE = "text/plain; charset=utf-8";

	private static final String BYTES_TYPE = "application/octet-stream";

	/**
	 * Writes a body.
	 * @param value what it shall hold, or null for nothing
	 * @return the body
	 * @throws IllegalArgumentException if it cannot be written, telling why
	 */
	public Body write(@Nullable Object value) {
		return switch (value) {
			case null -> Body.EMPTY;
			case byte[] bytes -> new Body(bytes, BYTES_TYPE);
			case String text -> new Body(text.getBytes(StandardCharsets.UTF_8), TEXT_TYPE);
			default -> new Body(this.json.write(value), JSON_TYPE);
		};
	}

	/**
	 * Reads a body.
	 * @param body the body
	 * @param type what it should be
	 * @return what it holds; null where it should be nothing
	 * @throws MalformedBodyException if it is none of that type, telling why
	 */
	public @Nullable Object read(byte[] body, Type type) throws MalformedBodyException {
		if (type == void.class || type == Void.class) {
			return null;
		}
		if (type == byte[].class) {
			return body;
		}
		if (type == String.class) {
			return text(body);
		}
		if (body.length == 0) {
			throw new MalformedBodyException("the body is empty; JSON for " + type.getTypeName() + " is needed");
		}
		Object value = this.json.read(body, type);
		if (value == null) {
			throw new MalformedBodyException("the body is null; JSON for " + type.getTypeName() + " is needed");
		}
		return value;
	}

	private static String text(byte[] body) throws MalformedBodyException {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new MalformedBodyException("the body is no text in UTF-8");
		}
	}

}
