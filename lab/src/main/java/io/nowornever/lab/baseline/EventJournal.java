package io.nowornever.lab.baseline;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a journal as the services do, one event a line. Every attempt is the first, so
 * none is stated. Safe from any thread.
 */
final class EventJournal implements AutoCloseable {

	private final OutputStream file;

	private boolean closed;

	/**
	 * Begins a journal.
	 * @param file the file
	 * @param role {@code producer} or {@code consumer}
	 * @param who the name of this process
	 * @throws IOException if the file cannot be written
	 */
	EventJournal(Path file, String role, String who) throws IOException {
		this.file = new FileOutputStream(file.toFile(), true);
		tell("opened", "role", role, "who", who);
	}

	/**
	 * Writes a line. Once closed, nothing is written.
	 * @param event what happened
	 * @param fields names and values, in turn
	 */
	synchronized void tell(String event, String... fields) {
		if (this.closed) {
			return;
		}
		ObjectNode line = JsonNodeFactory.instance.objectNode();
		line.put("at", System.currentTimeMillis()).put("event", event);
		for (int i = 0; i < fields.length; i += 2) {
			line.put(fields[i], fields[i + 1]);
		}
		try {
			this.file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Says that all ended in good order.
	 */
	@Override
	public synchronized void close() throws IOException {
		tell("closed");
		this.closed = true;
		this.file.close();
	}

}
