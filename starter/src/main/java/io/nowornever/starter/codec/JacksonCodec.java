package io.nowornever.starter.codec;

import java.lang.reflect.Type;

import io.nowornever.common.codec.JsonCodec;
import io.nowornever.common.wire.MalformedBodyException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON by Jackson, as the application has set it up.
 *
 * @param mapper reads and writes
 */
record JacksonCodec(JsonMapper mapper) implements JsonCodec {

	@Override
	public byte[] write(Object value) {
		try {
			return this.mapper.writeValueAsBytes(value);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(
					value.getClass().getName() + " cannot be written as JSON: " + ex.getOriginalMessage(), ex);
		}
	}

	@Override
	public @Nullable Object read(byte[] json, Type type) throws MalformedBodyException {
		try {
			return this.mapper.readValue(json, this.mapper.constructType(type));
		}
		catch (JacksonException ex) {
			throw new MalformedBodyException("the body cannot be read as " + simpleName(type) + ": "
					+ ex.getOriginalMessage().lines().findFirst().orElse(""));
		}
	}

	private static String simpleName(Type type) {
		return (type instanceof Class<?> known) ? known.getSimpleName() : type.getTypeName();
	}

}
