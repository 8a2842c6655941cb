package io.nowornever.common.codec;

import io.nowornever.common.wire.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * A body and what it is.
 *
 * @param bytes the body, not to be changed
 * @param contentType its type as in HTTP, in printable ASCII, or null where nothing is
 * said
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record Body(byte[] bytes, @Nullable String contentType) {

	/**
	 * Nothing.
	 */
	public static final Body EMPTY = new Body(new byte[0], null);

	private static final int LONGEST_QUOTE = 100;

	/**
	 * Checks the type, which becomes a header.
	 * @throws IllegalArgumentException if the type is not of printable ASCII
	 */
	public Body {
		if (contentType != null && !PrintableText.is(contentType)) {
			throw new IllegalArgumentException("The content type '" + PrintableText.of(contentType, LONGEST_QUOTE)
					+ "' is not allowed: printable ASCII only");
		}
	}

}
