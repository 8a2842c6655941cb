package io.nowornever.common.journal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

import io.nowornever.common.settings.Require;

/**
 * A journal's file, until it is full and the next one takes its place. Any thread may
 * append; the rest is for one that has the part alone.
 */
final class JournalPart implements AutoCloseable {

	static final byte[] LINE_BEGIN = "{\"at\":".getBytes(StandardCharsets.US_ASCII);

	private static final int LONGEST_LINE = 64 * 1024;

	private final Path path;

	private final long mostBytes;

	/**
	 * A stream and no channel: a channel is closed for all by the interruption of one
	 * thread.
	 */
	private final OutputStream file;

	private final AtomicLong length;

	/**
	 * Up to where it holds nothing but who writes.
	 */
	private long headLength;

	private JournalPart(Path path, long mostBytes) throws IOException {
		this.path = path;
		this.file = new FileOutputStream(path.toFile(), true);
		this.mostBytes = Files.isRegularFile(path) ? mostBytes : Long.MAX_VALUE;
		this.length = new AtomicLong(Files.size(path));
	}

	/**
	 * Opens a file at its end, without a last line that was cut short.
	 * @param path the file, made if it is not there
	 * @param mostBytes from which size on it is full; what is no regular file never is
	 * @return the part
	 */
	static JournalPart open(Path path, long mostBytes) throws IOException {
		if (Files.isRegularFile(path)) {
			cutTornLine(path);
		}
		return new JournalPart(path, mostBytes);
	}

	private static void cutTornLine(Path path) throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
			long end = file.length();
			long torn = 0;
			while (torn < end && torn <= LONGEST_LINE && !endsLine(file, end - torn)) {
				torn++;
			}
			boolean journal = torn <= LONGEST_LINE && begins(file, 0) && begins(file, end - torn);
			Require.that(journal, "journal.file", path,
					"a new file, or a journal; what stands in this one is something else, and stays as it is");
			file.setLength(end - torn);
		}
	}

	/**
	 * Whether a line of a journal begins there, or as much of it as there is.
	 */
	private static boolean begins(RandomAccessFile file, long at) throws IOException {
		byte[] there = new byte[(int) Math.min(LINE_BEGIN.length, file.length() - at)];
		file.seek(at);
		file.readFully(there);
		return Arrays.equals(there, 0, there.length, LINE_BEGIN, 0, there.length);
	}

	private static boolean endsLine(RandomAccessFile file, long end) throws IOException {
		file.seek(end - 1);
		return file.read() == '\n';
	}

	/**
	 * Appends a line with one write, which the operating system appends as a whole. The
	 * first one is taken however long it is.
	 * @param line the line
	 * @return false if it has no place any more
	 */
	boolean append(byte[] line) throws IOException {
		long before = this.length.getAndAdd(line.length);
		if (before + line.length > this.mostBytes && before > this.headLength) {
			return false;
		}
		this.file.write(line);
		return true;
	}

	/**
	 * Appends a line about who writes, even if the part is full.
	 * @param line the line
	 */
	void appendHead(byte[] line) throws IOException {
		this.headLength = this.length.addAndGet(line.length);
		this.file.write(line);
	}

	boolean isFull() {
		return this.length.get() >= this.mostBytes;
	}

	/**
	 * Moves this part aside, in the place of the one before, and begins the next.
	 * @return an empty part
	 */
	JournalPart next() throws IOException {
		try {
			Files.move(this.path, this.path.resolveSibling(this.path.getFileName() + ".1"),
					StandardCopyOption.ATOMIC_MOVE);
		}
		catch (NoSuchFileException ex) {
			// Somebody removed it, so there is nothing to keep.
		}
		JournalPart next = new JournalPart(this.path, this.mostBytes);
		close();
		return next;
	}

	@Override
	public void close() throws IOException {
		this.file.close();
	}

}
