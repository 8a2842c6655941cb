package io.nowornever.lab.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.nowornever.lab.ledger.Fields.BadFieldException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads a journal: one JSON object a line, appended by one process after the other.
 * Events and fields that are not known are passed over, so that journals may tell more
 * than a ledger asks. A last line without a line end that is no JSON is what a kill cut
 * short, and is ignored. An attempt that is not stated is the first.
 */
final class Journal {

	private static final int MAX_ATTEMPT = 10_000;

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

	private static final Map<String, Role> ROLES = Words.of(Role.class);

	private static final Map<String, Outcome> OUTCOMES = Words.of(Outcome.class);

	private static final Map<String, Handling> HANDLINGS = Words.of(Handling.class);

	private static final Map<String, DeclineReason> REASONS = Words.of(DeclineReason.class);

	private static final Map<String, ExtraReplyKind> KINDS = Words.of(ExtraReplyKind.class);

	private final Path file;

	private final Fields fields = new Fields();

	private @Nullable Role role;

	private long atMillis;

	private Journal(Path file) {
		this.file = file;
	}

	/**
	 * Reads a file to its end. The first event told is an {@link Event.Opened}, and those
	 * after it fit its role.
	 * @param file the file
	 * @param told is told each event, in the order of the lines
	 * @throws JournalException if the file cannot be read, or a line is no such event
	 */
	static void read(Path file, Listener told) {
		try (InputStream in = Files.newInputStream(file)) {
			new Journal(file).read(new Lines(in), told);
		}
		catch (IOException ex) {
			throw new JournalException(file, "cannot be read: " + ex, ex);
		}
	}

	private void read(Lines lines, Listener told) throws IOException {
		while (lines.advance()) {
			Event event = event(lines);
			if (event != null) {
				told.read(this.atMillis, event);
			}
		}
	}

	private @Nullable Event event(Lines lines) {
		if (lines.isTooLong()) {
			throw new JournalException(this.file, lines.number(), "longer than " + Lines.MAX_BYTES + " bytes");
		}
		try {
			this.fields.read(lines.buffer(), lines.offset(), lines.length());
			this.atMillis = this.fields.number("at", 0L, Long.MIN_VALUE, Long.MAX_VALUE);
			return checked(event());
		}
		catch (JacksonException ex) {
			if (!lines.hasEnd()) {
				return null;
			}
			throw new JournalException(this.file, lines.number(), "not JSON: " + ex.getOriginalMessage());
		}
		catch (BadFieldException ex) {
			throw new JournalException(this.file, lines.number(), String.valueOf(ex.getMessage()));
		}
	}

	private @Nullable Event checked(@Nullable Event event) throws BadFieldException {
		if (event instanceof Event.Opened opened) {
			this.role = opened.role();
		}
		else if (this.role == null) {
			throw new BadFieldException("nothing was opened before it");
		}
		else if ((event instanceof Event.OfProducer && this.role != Role.PRODUCER)
				|| (event instanceof Event.OfConsumer && this.role != Role.CONSUMER)) {
			throw new BadFieldException("a " + Words.inJson(this.role) + " has no such event");
		}
		return event;
	}

	private @Nullable Event event() throws BadFieldException {
		return switch (this.fields.text("event")) {
			case "opened" -> new Event.Opened(this.fields.word("role", ROLES), this.fields.text("who"));
			case "closed" -> new Event.Closed();
			case "rejected" -> new Event.Rejected();
			case "started" -> new Event.Started(this.fields.text("task"));
			case "sent" -> new Event.Sent(this.fields.text("task"), attempt());
			case "declined" ->
				new Event.Declined(this.fields.text("task"), attempt(), this.fields.word("reason", REASONS));
			case "settled" -> new Event.Settled(this.fields.text("task"), this.fields.word("outcome", OUTCOMES));
			case "extra_reply" -> new Event.ExtraReply(this.fields.textIfAny("task"), this.fields.word("kind", KINDS));
			case "received" -> new Event.Received(this.fields.textIfAny("task"), anyAttempt());
			case "taken" -> new Event.Taken(this.fields.textIfAny("task"), anyAttempt());
			case "ended" ->
				new Event.Ended(this.fields.textIfAny("task"), anyAttempt(), this.fields.word("outcome", HANDLINGS));
			case "dropped" -> new Event.Dropped(this.fields.number("count", null, 0, Integer.MAX_VALUE));
			default -> null;
		};
	}

	private int attempt() throws BadFieldException {
		return (int) this.fields.number("attempt", 1L, 1, MAX_ATTEMPT);
	}

	/**
	 * What a request states, which may come from anybody.
	 */
	private int anyAttempt() throws BadFieldException {
		return (int) this.fields.number("attempt", 1L, Integer.MIN_VALUE, Integer.MAX_VALUE);
	}

}
