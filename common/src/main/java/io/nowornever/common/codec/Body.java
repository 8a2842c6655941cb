package io.nowornever.common.codec;

import org.jspecify.annotations.Nullable;

/**
 * A body and what it is.
 *
 * @param bytes the body, not to be changed
 * @param contentType its type as in HTTP, or null where nothing is said
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record Body(byte[] bytes, @Nullable String contentType) {

	/**
	 * Nothing.
	 */
	public static final Body EMPTY = new Body(new byte[0], null);

}
