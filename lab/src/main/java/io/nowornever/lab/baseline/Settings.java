package io.nowornever.lab.baseline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;

/**
 * What a process is told on its command line.
 *
 * @param values by their keys
 */
record Settings(Map<String, String> values) {

	/**
	 * Reads them.
	 * @param args each in the form {@code --key=value}
	 */
	static Settings of(String[] args) {
		return new Settings(Stream.of(args)
			.map((arg) -> arg.split("=", 2))
			.collect(Collectors.toUnmodifiableMap((pair) -> pair[0].substring(2), (pair) -> pair[1])));
	}

	String text(String key) {
		return Objects.requireNonNull(this.values.get(key), key);
	}

	long number(String key) {
		return Long.parseLong(text(key));
	}

	Policy policy() {
		return Policy.valueOf(text("policy"));
	}

	EventJournal journal(String role) throws IOException {
		return new EventJournal(Path.of(text("journal")), role, text("name"));
	}

	/**
	 * Links to the broker. What is sent while the link is broken fails at once.
	 */
	Connection connect() throws IOException, InterruptedException {
		return Nats.connect(Options.builder()
			.server(text("server"))
			.connectionName(text("name"))
			.reconnectBufferSize(0)
			.maxReconnects(-1)
			.build());
	}

}
