package io.nowornever.common.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends lines to a file, which begins anew when it is full. Where it cannot be written
 * any more, that is logged once and nothing is kept from then on. Safe from any thread.
 */
final class JournalFile {

	private static final Logger log = LoggerFactory.getLogger(JournalFile.class);

	/**
	 * Shared by all who append, so that they need not wait for one another; whoever
	 * begins a part or ends the file has it alone.
	 */
	private final StampedLock lock = new StampedLock();

	private final List<Supplier<byte[]>> heads = new ArrayList<>();

	private volatile @Nullable JournalPart part;

	private volatile @Nullable String failure;

	/**
	 * Begins to append.
	 * @param part where to, or {@code null} to keep nothing
	 */
	JournalFile(@Nullable JournalPart part) {
		this.part = part;
	}

	boolean isOn() {
		return this.part != null;
	}

	@Nullable String failure() {
		return this.failure;
	}

	/**
	 * Appends a line at once, and where each further part begins.
	 * @param head makes the line, each time anew
	 */
	void appendHead(Supplier<byte[]> head) {
		tryAlone((current) -> {
			this.heads.add(head);
			current.appendHead(head.get());
			return current.isFull() ? next(current) : current;
		});
	}

	/**
	 * Appends a line, if lines are kept.
	 * @param line the line with its end
	 */
	void append(byte[] line) {
		try {
			for (JournalPart full = appendOrTellFull(line); full != null; full = appendOrTellFull(line)) {
				JournalPart seen = full;
				tryAlone((current) -> (current == seen) ? next(seen) : current);
			}
		}
		catch (IOException ex) {
			fail(ex);
		}
	}

	/**
	 * Appends a last line and lets go of the file.
	 * @param line the line with its end
	 */
	void close(byte[] line) {
		tryAlone((current) -> {
			JournalPart last = current;
			if (!last.append(line)) {
				last = next(current);
				last.append(line);
			}
			last.close();
			return null;
		});
	}

	/**
	 * Appends a line where it has a place.
	 * @return the part that is full, or {@code null} if there is nothing more to do
	 */
	private @Nullable JournalPart appendOrTellFull(byte[] line) throws IOException {
		long stamp = this.lock.readLock();
		try {
			JournalPart current = this.part;
			return (current == null || current.append(line)) ? null : current;
		}
		finally {
			this.lock.unlockRead(stamp);
		}
	}

	private JournalPart next(JournalPart full) throws IOException {
		JournalPart next = full.next();
		this.part = next;
		for (Supplier<byte[]> head : this.heads) {
			next.appendHead(head.get());
		}
		return next;
	}

	private void tryAlone(Change change) {
		long stamp = this.lock.writeLock();
		try {
			JournalPart current = this.part;
			if (current != null) {
				this.part = change.of(current);
			}
		}
		catch (IOException ex) {
			end(ex);
		}
		finally {
			this.lock.unlockWrite(stamp);
		}
	}

	private void fail(IOException ex) {
		tryAlone((_) -> {
			throw ex;
		});
	}

	private void end(IOException why) {
		JournalPart ending = this.part;
		this.failure = String.valueOf(why.getMessage());
		this.part = null;
		log.error("The journal cannot be written any more and ends here", why);
		try {
			if (ending != null) {
				ending.close();
			}
		}
		catch (IOException ex) {
			log.debug("The journal's file could not be closed", ex);
		}
	}

	/**
	 * What is done with a part by whoever has it alone.
	 */
	@FunctionalInterface
	private interface Change {

		/**
		 * Does it.
		 * @return the part from now on
		 */
		@Nullable JournalPart of(JournalPart current) throws IOException;

	}

}
