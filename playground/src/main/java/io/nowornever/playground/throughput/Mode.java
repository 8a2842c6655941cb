package io.nowornever.playground.throughput;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a message of a run.
 */
public enum Mode {

	/**
	 * Every subscriber gets each message, by core NATS.
	 */
	FAN_OUT("fan-out"),

	/**
	 * The subscribers are one queue group: each message goes to one of them, by core
	 * NATS.
	 */
	QUEUE("queue"),

	/**
	 * Every subscriber gets each message from a stream in the server's memory, by an
	 * ordered pull consumer of its own; the publisher awaits acknowledgements.
	 */
	JETSTREAM("jetstream");

	private final String text;

	Mode(String text) {
		this.text = text;
	}

	/**
	 * How many of the subscribers get each message.
	 * @param subscribers how many there are
	 * @return one, or all of them
	 */
	public int copies(int subscribers) {
		return (this == QUEUE) ? 1 : subscribers;
	}

	/**
	 * The mode as options and JSON name it.
	 */
	@Override
	@JsonValue
	public String toString() {
		return this.text;
	}

	static @Nullable Mode of(String text) {
		return Arrays.stream(values()).filter((mode) -> mode.text.equals(text)).findFirst().orElse(null);
	}

	static List<String> texts() {
		return Arrays.stream(values()).map(Mode::toString).toList();
	}

}
