package io.nowornever.testbed.command;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The part of an address before its {@code @}: a user, a password, a token. It is never
 * shown.
 */
public final class UserInfo {

	/**
	 * What stands in its place.
	 */
	public static final String MASK = "***";

	private static final String SCHEME = "[A-Za-z][A-Za-z0-9+.-]*://";

	private static final Pattern BEGINNING_OF_ADDRESS = Pattern.compile("(?<=[,=\\[\\s])(?=" + SCHEME + ")");

	/**
	 * A password may have any character, an {@code @} and a comma too, so the last
	 * {@code @} before the next address ends it. What is before the address stays only
	 * where it cannot belong to it.
	 */
	private static final Pattern USER_INFO = Pattern.compile("(?s)^(--[a-z.-]+=)?(" + SCHEME + ")?.*@");

	private UserInfo() {
	}

	/**
	 * Masks it in an address, or in several, also in such as are no good addresses.
	 * @param text addresses, or something that has addresses in it
	 * @return the text, with {@value #MASK} before each {@code @}; too much of it masked
	 * rather than too little
	 */
	public static String masked(String text) {
		return Arrays.stream(BEGINNING_OF_ADDRESS.split(text, -1))
			.map((part) -> USER_INFO.matcher(part).replaceFirst("$1$2" + MASK + "@"))
			.collect(Collectors.joining());
	}

}
