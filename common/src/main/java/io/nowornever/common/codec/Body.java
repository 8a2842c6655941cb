package io.nowornever.common.codec;

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

	/**
	 * Checks the type, which becomes a header.
	 * @throws IllegalArgumentException if the type is not of printable ASCII
	 */
	public Body {
		if (contentType != null && !isPrintable(contentType)) {
			throw new IllegalArgumentException("The content type '" + contentType.replaceAll("[^ -~]", "?")
					+ "' is not allowed: printable ASCII only");
		}
	}

	private static boolean isPrintable(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
				return false;
			}
		}
		return true;
	}

}
