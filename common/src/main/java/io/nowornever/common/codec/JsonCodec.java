package io.nowornever.common.codec;

import java.lang.reflect.Type;

import io.nowornever.common.wire.MalformedBodyException;
import org.jspecify.annotations.Nullable;

/**
 * Objects to JSON and back, by whatever library an application has. Safe from any thread.
 */
public interface JsonCodec {

	/**
	 * Writes an object.
	 * @param value the object
	 * @return JSON in UTF-8
	 * @throws IllegalArgumentException if it cannot be written, telling why
	 */
	byte[] write(Object value);

	/**
	 * Reads an object.
	 * @param json JSON in UTF-8
	 * @param type what it should be
	 * @return the object, or null where the JSON is {@code null}
	 * @throws MalformedBodyException if it is none of that type, telling why
	 */
	@Nullable Object read(byte[] json, Type type) throws MalformedBodyException;

}
