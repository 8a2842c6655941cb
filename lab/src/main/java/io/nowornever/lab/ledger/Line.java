package io.nowornever.lab.ledger;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of a journal, as far as a ledger asks; all other fields are passed over. What is
 * {@code null} counts as not stated.
 *
 * @param fields an object whose known fields have the right types
 */
record Line(JsonNode fields) {

	/**
	 * Says in its message what is wrong with a line that is JSON.
	 */
	static final class BadLineException extends Exception {

		private static final long serialVersionUID = 1L;

		BadLineException(String message) {
			super(message);
		}

	}

	private static final int MAX_ATTEMPT = 10_000;

	private static final Map<String, Role> ROLES = Words.of(Role.class);

	private static final Map<String, Outcome> OUTCOMES = Words.of(Outcome.class);

	private static final Map<String, Handling> HANDLINGS = Words.of(Handling.class);

	private static final Map<String, Criticality> CRITICALITIES = Words.of(Criticality.class);

	private static final Map<String, DeclineReason> REASONS = Words.of(DeclineReason.class);

	private static final Map<String, ExtraReplyKind> KINDS = Words.of(ExtraReplyKind.class);

	private static final Set<String> TEXTS = Set.of("event", "role", "who", "task", "outcome", "reason", "kind",
			"criticality", "to", "run");

	private static final Set<String> NUMBERS = Set.of("at", "attempt", "deliveries", "count", "part");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * Reads a line.
	 * @throws tools.jackson.core.JacksonException if it is no JSON
	 * @throws BadLineException if it is no object, or a field has the wrong type
	 */
	static Line read(byte[] json) throws BadLineException {
		JsonNode fields;
		try {
			fields = JSON.readTree(json);
		}
		catch (MismatchedInputException ex) {
			throw new BadLineException("more than one JSON value");
		}
		if (!fields.isObject()) {
			throw new BadLineException("not a JSON object");
		}
		for (Map.Entry<String, JsonNode> field : fields.properties()) {
			requireType(field.getKey(), field.getValue());
		}
		return new Line(fields);
	}

	private static void requireType(String name, JsonNode value) throws BadLineException {
		if (value.isNull()) {
			return;
		}
		if (TEXTS.contains(name) && !value.isString()) {
			throw new BadLineException(name + " is not a string");
		}
		if (NUMBERS.contains(name) && !value.isIntegralNumber()) {
			throw new BadLineException(name + " is not a whole number");
		}
		if (NUMBERS.contains(name) && !value.canConvertToLong()) {
			throw new BadLineException(name + " " + value + " is out of range");
		}
	}

	/**
	 * When it was written, in milliseconds since the epoch, or 0 if it does not tell.
	 */
	long atMillis() throws BadLineException {
		return number("at", 0L, Long.MIN_VALUE, Long.MAX_VALUE);
	}

	/**
	 * What the line tells.
	 * @return the event, or {@code null} if it is none that a ledger knows
	 * @throws BadLineException if a field that the event needs is missing or not allowed
	 */
	@Nullable Event event() throws BadLineException {
		return switch (text("event")) {
			case "opened" -> new Event.Opened(word("role", ROLES), text("who"), anyText("run"), part());
			case "closed" -> new Event.Closed();
			case "rejected" -> new Event.Rejected();
			case "started" -> new Event.Started(text("task"), criticality());
			case "sent" -> new Event.Sent(text("task"), attempt(), anyText("to"));
			case "declined" -> new Event.Declined(text("task"), attempt(), word("reason", REASONS));
			case "settled" -> new Event.Settled(text("task"), word("outcome", OUTCOMES));
			case "extra_reply" -> new Event.ExtraReply(anyText("task"), word("kind", KINDS));
			case "received" -> new Event.Received(anyText("task"), anyAttempt(), delivery());
			case "taken" -> new Event.Taken(anyText("task"), anyAttempt(), delivery());
			case "ended" -> new Event.Ended(anyText("task"), anyAttempt(), delivery(), word("outcome", HANDLINGS));
			case "dropped" -> new Event.Dropped(number("count", null, 0, Integer.MAX_VALUE));
			default -> null;
		};
	}

	private int part() throws BadLineException {
		return (int) number("part", 1L, 1, Integer.MAX_VALUE);
	}

	private Criticality criticality() throws BadLineException {
		return (anyText("criticality") != null) ? word("criticality", CRITICALITIES) : Criticality.NORMAL;
	}

	private int attempt() throws BadLineException {
		return (int) number("attempt", 1L, 1, MAX_ATTEMPT);
	}

	/**
	 * What a request states, which may come from anybody.
	 */
	private int anyAttempt() throws BadLineException {
		return (int) number("attempt", 1L, Integer.MIN_VALUE, Integer.MAX_VALUE);
	}

	private int delivery() throws BadLineException {
		return (int) number("deliveries", 0L, 0, Integer.MAX_VALUE);
	}

	private @Nullable String anyText(String name) {
		return this.fields.path(name).stringValue(null);
	}

	private String text(String name) throws BadLineException {
		return require(name, anyText(name));
	}

	private <E> E word(String name, Map<String, E> words) throws BadLineException {
		String text = text(name);
		E constant = words.get(text);
		if (constant == null) {
			throw new BadLineException("unknown " + name + ": " + text);
		}
		return constant;
	}

	/**
	 * A number within bounds.
	 * @param otherwise what it is when it is not stated, or {@code null} if it must be
	 */
	private long number(String name, @Nullable Long otherwise, long min, long max) throws BadLineException {
		JsonNode stated = this.fields.path(name);
		long number = stated.isNumber() ? stated.longValue() : require(name, otherwise);
		if (number < min || number > max) {
			throw new BadLineException(name + " " + number + " is not within " + min + " to " + max);
		}
		return number;
	}

	private static <T> T require(String name, @Nullable T value) throws BadLineException {
		if (value == null) {
			throw new BadLineException(name + " is missing");
		}
		return value;
	}

}
