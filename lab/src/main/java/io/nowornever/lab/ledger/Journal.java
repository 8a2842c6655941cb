package io.nowornever.lab.ledger;

import java.nio.file.Path;

import io.nowornever.lab.ledger.Line.BadLineException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads a journal: one JSON object a line, appended by one process after the other.
 * Events and fields that are not known are passed over, so that journals may tell more
 * than a ledger asks. A last line without a line end that is no JSON is what a kill cut
 * short, and is ignored. An attempt that is not stated is the first.
 */
final class Journal {

	/**
	 * Is told what a journal says.
	 */
	@FunctionalInterface
	interface Listener {

		/**
		 * An event was read.
		 * @param atMillis when it happened by the wall clock of its process, or 0 if the
		 * line does not tell
		 * @param event what happened
		 */
		void read(long atMillis, Event event);

	}

	private final Path file;

	private @Nullable Role role;

	private long lines;

	Journal(Path file) {
		this.file = file;
	}

	/**
	 * Reads a journal to its end, with its older part if that stands beside it. The first
	 * event told is an {@link Event.Opened}, and those after it fit its role.
	 * @param file the file
	 * @param told is told each event, in the order of the lines
	 * @throws JournalException if the file cannot be read, or a line is no such event
	 */
	static void read(Path file, Listener told) {
		try (Tail tail = new Tail(file)) {
			tail.read(told);
			tail.readRest(told);
		}
	}

	/**
	 * Reads the next line.
	 * @param text the line without its end
	 * @param whole whether it has an end; otherwise it may have been cut short
	 * @param told is told the event, if there is one
	 * @throws JournalException if the line is no event that can stand there
	 */
	void readLine(byte[] text, boolean whole, Listener told) {
		this.lines++;
		if (text.length > Lines.MAX_BYTES) {
			throw bad("longer than " + Lines.MAX_BYTES + " bytes");
		}
		try {
			Line line = Line.read(text);
			long atMillis = line.atMillis();
			Event event = line.event();
			requireFitting(event);
			if (event != null) {
				told.read(atMillis, event);
			}
		}
		catch (JacksonException ex) {
			if (whole) {
				throw bad("not JSON: " + ex.getOriginalMessage());
			}
		}
		catch (BadLineException ex) {
			throw bad(String.valueOf(ex.getMessage()));
		}
	}

	private JournalException bad(String problem) {
		return new JournalException(this.file, this.lines, problem);
	}

	private void requireFitting(@Nullable Event event) throws BadLineException {
		if (event instanceof Event.Opened opened) {
			this.role = opened.role();
		}
		else if (this.role == null) {
			throw new BadLineException("nothing was opened before it");
		}
		else if ((event instanceof Event.OfProducer && this.role != Role.PRODUCER)
				|| (event instanceof Event.OfConsumer && this.role != Role.CONSUMER)) {
			throw new BadLineException("a " + Words.inJson(this.role) + " has no such event");
		}
	}

}
