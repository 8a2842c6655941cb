package io.nowornever.lab.ledger;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

/**
 * One file of a journal that is followed, whatever it is called by now. What follows the
 * last whole line is read anew each time, since whoever opens a journal cuts off a line
 * that a kill left torn.
 */
final class TailedPart implements AutoCloseable {

	private final Path path;

	private final Object identity;

	/**
	 * No channel, which the interruption of a thread would close.
	 */
	private final RandomAccessFile file;

	private Journal journal;

	private long offset;

	private TailedPart(Path path, Object identity, RandomAccessFile file) {
		this.path = path;
		this.identity = identity;
		this.file = file;
		this.journal = new Journal(path);
	}

	/**
	 * Opens a file.
	 * @param path where it is
	 * @return the file, or {@code null} if there is none
	 */
	static @Nullable TailedPart open(Path path) throws IOException {
		for (Object before = identity(path); before != null; before = identity(path)) {
			try {
				TailedPart part = new TailedPart(path, before, new RandomAccessFile(path.toFile(), "r"));
				if (before.equals(identity(path))) {
					return part;
				}
				part.close();
			}
			catch (FileNotFoundException ex) {
				if (before.equals(identity(path))) {
					throw ex;
				}
			}
		}
		return null;
	}

	/**
	 * What tells a file from all others, as long as it is open or has a name.
	 * @param path where it is
	 * @return its identity, or {@code null} if there is no file
	 */
	static @Nullable Object identity(Path path) throws IOException {
		try {
			BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
			if (!attributes.isRegularFile()) {
				throw new IOException("not a regular file: " + path);
			}
			return attributes.fileKey();
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	Object identity() {
		return this.identity;
	}

	/**
	 * Reads the whole lines that were added.
	 * @param told is told each event
	 * @return how many there were
	 */
	int read(Journal.Listener told) throws IOException {
		long length = this.file.length();
		if (length < this.offset) {
			this.offset = 0;
			this.journal = new Journal(this.path);
		}
		if (length == this.offset) {
			return 0;
		}
		this.file.seek(this.offset);
		return read(new Lines(new Rest()), told);
	}

	/**
	 * Reads what follows the last whole line.
	 * @param told is told the event, if there is a whole one
	 */
	void readRest(Journal.Listener told) throws IOException {
		this.file.seek(this.offset);
		byte[] text = new Lines(new Rest()).next();
		if (text != null) {
			this.journal.readLine(text, false, told);
		}
	}

	private int read(Lines lines, Journal.Listener told) throws IOException {
		int[] events = { 0 };
		for (byte[] text = lines.next(); text != null && isReadable(lines, text); text = lines.next()) {
			this.offset += text.length + (lines.hasEnd() ? 1 : 0);
			this.journal.readLine(text, true, (atMillis, event) -> {
				events[0]++;
				told.read(atMillis, event);
			});
		}
		return events[0];
	}

	private static boolean isReadable(Lines lines, byte[] text) {
		return lines.hasEnd() || text.length > Lines.MAX_BYTES;
	}

	@Override
	public void close() {
		try {
			this.file.close();
		}
		catch (IOException ex) {
			// It was only read.
		}
	}

	/**
	 * What the file holds from where it stands.
	 */
	private final class Rest extends InputStream {

		@Override
		public int read() throws IOException {
			return TailedPart.this.file.read();
		}

		@Override
		public int read(byte[] bytes, int from, int count) throws IOException {
			return TailedPart.this.file.read(bytes, from, count);
		}

	}

}
