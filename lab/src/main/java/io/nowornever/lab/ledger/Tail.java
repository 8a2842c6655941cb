package io.nowornever.lab.ledger;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Follows a journal while it grows, part by part: what stands in {@code FILE.1} first, if
 * there is such a file, then {@code FILE}. When its process begins a new part, the old
 * one is read to its end through the handle that is still open. A part that came and was
 * moved aside since the last reading is read in its turn; of several such ones the latest
 * is, the others are gone.
 *
 * <p>
 * Only whole lines are read: one that is being written waits for its end. A file that is
 * not there yet is waited for; one that was cut is read from its beginning again.
 *
 * <p>
 * Never waits for anything, and holds one line at a time. For one thread.
 */
final class Tail implements AutoCloseable {

	private final Path file;

	private final Path older;

	private @Nullable TailedPart current;

	/**
	 * Stays open, so that no new file can get its identity.
	 */
	private @Nullable TailedPart finished;

	/**
	 * Opens nothing yet.
	 * @param file the journal, which need not be there
	 */
	Tail(Path file) {
		this.file = file;
		this.older = JournalParts.older(file);
	}

	/**
	 * Reads what was added since the last call.
	 * @param told is told each event, in the order of the lines
	 * @return how many events it was told
	 * @throws JournalException if a file cannot be read, or a line is no such event; the
	 * next call goes on behind that line
	 */
	int read(Journal.Listener told) {
		try {
			int events = 0;
			boolean more = true;
			while (more) {
				TailedPart part = this.current;
				boolean ended = part == null || isReplaced(part);
				events += (part != null) ? part.read(told) : 0;
				more = ended && advance();
			}
			return events;
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	/**
	 * Reads what follows the last whole line, where nobody writes any more.
	 * @param told is told the event, if there is a whole one
	 * @throws JournalException if there is no file, or the line is no such event
	 */
	void readRest(Journal.Listener told) {
		try {
			if (this.current == null) {
				throw new NoSuchFileException(this.file.toString());
			}
			this.current.readRest(told);
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	private JournalException unreadable(IOException ex) {
		return new JournalException(this.file, "cannot be read: " + ex, ex);
	}

	/**
	 * Whether no more is written to a part. To be asked before what it holds is read.
	 */
	private boolean isReplaced(TailedPart part) throws IOException {
		Object now = TailedPart.identity(this.file);
		return now != null && !now.equals(part.identity());
	}

	/**
	 * Turns to the next part.
	 * @return false if it is not there yet
	 */
	private boolean advance() throws IOException {
		TailedPart next = next();
		if (next == null) {
			return false;
		}
		if (this.finished != null) {
			this.finished.close();
		}
		this.finished = this.current;
		this.current = next;
		return true;
	}

	private @Nullable TailedPart next() throws IOException {
		Object aside = TailedPart.identity(this.older);
		if (aside != null && !isKnown(aside)) {
			return TailedPart.open(this.older);
		}
		TailedPart next = TailedPart.open(this.file);
		if (next != null && !Objects.equals(aside, TailedPart.identity(this.older))) {
			next.close();
			return next();
		}
		return next;
	}

	private boolean isKnown(Object identity) {
		return isOf(this.current, identity) || isOf(this.finished, identity);
	}

	private static boolean isOf(@Nullable TailedPart part, Object identity) {
		return part != null && part.identity().equals(identity);
	}

	/**
	 * Lets go of the files.
	 */
	@Override
	public void close() {
		for (TailedPart part : new TailedPart[] { this.current, this.finished }) {
			if (part != null) {
				part.close();
			}
		}
		this.current = null;
		this.finished = null;
	}

}
