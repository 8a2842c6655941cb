package io.nowornever.playground.lesson;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import io.nats.client.Message;

/**
 * Messages that a consumer was given.
 *
 * @param messages the messages in their order
 */
record Fetched(List<Message> messages) {

	Fetched {
		messages = List.copyOf(messages);
	}

	/**
	 * The text of a message's body.
	 */
	static String text(Message message) {
		return new String(message.getData(), StandardCharsets.UTF_8);
	}

	int size() {
		return this.messages.size();
	}

	/**
	 * The only message.
	 * @throws CheckFailedException if none came
	 */
	Message only() {
		if (this.messages.isEmpty()) {
			throw new CheckFailedException("Messages fetched: expected 1, but it is 0");
		}
		return this.messages.getFirst();
	}

	/**
	 * How often the only message was given out, this time included.
	 * @throws CheckFailedException if none came
	 */
	long delivery() {
		return only().metaData().deliveredCount();
	}

	/**
	 * The stream sequences, separated by spaces.
	 */
	String sequences() {
		return this.messages.stream()
			.map((message) -> Long.toString(message.metaData().streamSequence()))
			.collect(Collectors.joining(" "));
	}

	/**
	 * The bodies, separated by spaces.
	 */
	String texts() {
		return this.messages.stream().map(Fetched::text).collect(Collectors.joining(" "));
	}

	/**
	 * The delivery counts that occur, separated by spaces.
	 */
	String deliveries() {
		return this.messages.stream()
			.map((message) -> Long.toString(message.metaData().deliveredCount()))
			.distinct()
			.collect(Collectors.joining(" "));
	}

}
