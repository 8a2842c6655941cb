package io.nowornever.lab.ledger;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How constants are written: in lower case in journals and JSON, and with spaces for
 * people.
 */
final class Words {

	private Words() {
	}

	static String inJson(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	static String forPeople(Enum<?> constant) {
		return inJson(constant).replace('_', ' ');
	}

	static <E extends Enum<E>> Map<String, E> of(Class<E> type) {
		return Stream.of(type.getEnumConstants())
			.collect(Collectors.toUnmodifiableMap(Words::inJson, Function.identity()));
	}

}
