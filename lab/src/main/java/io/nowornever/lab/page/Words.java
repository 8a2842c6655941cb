package io.nowornever.lab.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.nowornever.lab.control.NotAllowedException;

/**
 * Constants as the API writes them: in lower case, with hyphens.
 */
final class Words {

	private Words() {
	}

	/**
	 * The constant that a word means.
	 * @param what what the word is for, to be named if it means none
	 */
	static <E extends Enum<E>> E constant(Class<E> type, String what, String word) {
		return Arrays.stream(type.getEnumConstants())
			.filter((constant) -> written(constant).equals(word))
			.findFirst()
			.orElseThrow(() -> new NotAllowedException(what + " '" + word + "' is not allowed: "
					+ Arrays.stream(type.getEnumConstants()).map(Words::written).collect(Collectors.joining(", "))));
	}

	private static String written(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
