package io.nowornever.lab.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The fields of a line that a ledger asks for; all others are passed over. One object
 * serves all lines of a file.
 */
final class Fields {

	/**
	 * Says in its message what is wrong with a line that is JSON.
	 */
	static final class BadFieldException extends Exception {

		private static final long serialVersionUID = 1L;

		BadFieldException(String message) {
			super(message);
		}

	}

	private static final Set<String> TEXTS = Set.of("event", "role", "who", "task", "outcome", "reason", "kind");

	private static final Set<String> NUMBERS = Set.of("at", "attempt", "count");

	private static final JsonFactory JSON = new JsonFactory();

	private final Map<String, String> texts = new HashMap<>();

	private final Map<String, Long> numbers = new HashMap<>();

	/**
	 * Replaces the fields by those of a line.
	 * @throws tools.jackson.core.JacksonException if the line is no JSON
	 * @throws BadFieldException if it is no object, or a field has the wrong type
	 */
	void read(byte[] buffer, int offset, int length) throws BadFieldException {
		this.texts.clear();
		this.numbers.clear();
		String problem = null;
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), buffer, offset, length)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				parser.skipChildren();
				problem = "not a JSON object";
			}
			else {
				for (String name = parser.nextName(); name != null; name = parser.nextName()) {
					problem = (problem != null) ? problem : readField(parser, name);
				}
			}
			if (parser.nextToken() != null) {
				problem = "more than one JSON value";
			}
		}
		if (problem != null) {
			throw new BadFieldException(problem);
		}
	}

	private @Nullable String readField(JsonParser parser, String name) {
		JsonToken value = parser.nextToken();
		if (value == JsonToken.VALUE_NULL) {
			return null;
		}
		if (TEXTS.contains(name)) {
			if (value != JsonToken.VALUE_STRING) {
				parser.skipChildren();
				return name + " is not a string";
			}
			this.texts.put(name, parser.getString());
		}
		else if (NUMBERS.contains(name)) {
			if (value != JsonToken.VALUE_NUMBER_INT) {
				parser.skipChildren();
				return name + " is not a whole number";
			}
			this.numbers.put(name, parser.getLongValue());
		}
		else {
			parser.skipChildren();
		}
		return null;
	}

	@Nullable String textIfAny(String name) {
		return this.texts.get(name);
	}

	String text(String name) throws BadFieldException {
		return require(name, textIfAny(name));
	}

	<E> E word(String name, Map<String, E> words) throws BadFieldException {
		String text = text(name);
		E constant = words.get(text);
		if (constant == null) {
			throw new BadFieldException("unknown " + name + ": " + text);
		}
		return constant;
	}

	/**
	 * A number within bounds.
	 * @param otherwise what it is when it is not stated, or {@code null} if it must be
	 */
	long number(String name, @Nullable Long otherwise, long min, long max) throws BadFieldException {
		Long stated = this.numbers.get(name);
		long number = require(name, (stated != null) ? stated : otherwise);
		if (number < min || number > max) {
			throw new BadFieldException(name + " " + number + " is not within " + min + " to " + max);
		}
		return number;
	}

	private static <T> T require(String name, @Nullable T value) throws BadFieldException {
		if (value == null) {
			throw new BadFieldException(name + " is missing");
		}
		return value;
	}

}
