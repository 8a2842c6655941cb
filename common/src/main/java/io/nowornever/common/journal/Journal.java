package io.nowornever.common.journal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.locks.StampedLock;

import io.nowornever.common.settings.InvalidSettingException;
import io.nowornever.common.settings.Require;
import io.nowornever.common.wire.AsciiBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file to which each event of a request is appended as one line of JSON. A line is with
 * the operating system when its method returns, so that a process that is killed has told
 * all that it did; a machine that fails may lose the last lines. Without a file, nothing
 * is done at all.
 *
 * <p>
 * Safe from any thread. Where the file cannot be written, that is logged once and the
 * journal ends; the service goes on.
 */
public final class Journal implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(Journal.class);

	private static final int USUAL_LENGTH = 256;

	private static final byte[] NOTHING = {};

	private static final byte[] LINE_BEGIN = "{\"at\":".getBytes(StandardCharsets.US_ASCII);

	private static final int LONGEST_LINE = 64 * 1024;

	private static final ThreadLocal<AsciiBuffer> BUFFER = ThreadLocal.withInitial(() -> new AsciiBuffer(USUAL_LENGTH));

	private final InstantSource wallClock;

	/**
	 * Shared by all who write, so that they need not wait for one another; whoever ends
	 * the journal has it alone.
	 */
	private final StampedLock lock = new StampedLock();

	private volatile @Nullable OutputStream file;

	private volatile @Nullable String failure;

	private Journal(@Nullable OutputStream file, InstantSource wallClock) {
		this.file = file;
		this.wallClock = wallClock;
	}

	/**
	 * A journal of nothing.
	 * @return one that is off
	 */
	public static Journal off() {
		return new Journal(null, InstantSource.system());
	}

	/**
	 * Opens a file at its end. A last line that a kill cut short is cut off, so that
	 * every line stays whole; nothing else that stands there is touched.
	 * @param path the file, made if it is not there; its folder must be there
	 * @param wallClock stamps each line
	 * @return a journal that is on
	 * @throws InvalidSettingException when the file cannot be written, or holds something
	 * else than a journal
	 */
	public static Journal open(Path path, InstantSource wallClock) {
		try {
			if (Files.isRegularFile(path)) {
				cutTornLine(path);
			}
			// A stream and no channel: a channel is closed for all by the interruption of
			// one thread.
			return new Journal(new FileOutputStream(path.toFile(), true), wallClock);
		}
		catch (IOException ex) {
			throw new InvalidSettingException("journal.file", path,
					"a file that can be written, in a folder that exists");
		}
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
	 * Says who begins to write, if anything is written.
	 * @param role {@code producer} or {@code consumer}
	 * @param who the name of this process, printable ASCII
	 */
	public void introduce(String role, String who) {
		if (isOn()) {
			line("opened").add("role", role).add("who", who).add("pid", ProcessHandle.current().pid()).write();
		}
	}

	/**
	 * Whether lines are kept. Ask before a line costs anything.
	 * @return false without a file
	 */
	public boolean isOn() {
		return this.file != null;
	}

	/**
	 * Why nothing is kept any more, although it should be.
	 * @return what the operating system said, or null as long as nothing failed
	 */
	public @Nullable String failure() {
		return this.failure;
	}

	/**
	 * Begins a line. It belongs to the calling thread until it is
	 * {@linkplain Line#write() written}.
	 * @param event what happened
	 * @return the line
	 */
	public Line line(String event) {
		AsciiBuffer buffer = BUFFER.get().clear().append(LINE_BEGIN).append(this.wallClock.millis());
		return new Line(buffer).add("event", event);
	}

	/**
	 * Says that all ended in good order. Nothing is kept after that.
	 */
	@Override
	public void close() {
		end(line("closed").toBytes());
	}

	/**
	 * One write per line: the operating system appends each as a whole, whichever thread
	 * it comes from.
	 */
	private void append(byte[] line) {
		long stamp = this.lock.readLock();
		try {
			OutputStream current = this.file;
			if (current != null) {
				current.write(line);
			}
			return;
		}
		catch (IOException ex) {
			this.failure = String.valueOf(ex.getMessage());
			log.error("The journal cannot be written any more and ends here", ex);
		}
		finally {
			this.lock.unlockRead(stamp);
		}
		end(NOTHING);
	}

	private void end(byte[] lastLine) {
		long stamp = this.lock.writeLock();
		try (OutputStream ending = this.file) {
			this.file = null;
			if (ending != null) {
				ending.write(lastLine);
			}
		}
		catch (IOException ex) {
			log.debug("The journal's file could not be closed", ex);
		}
		finally {
			this.lock.unlockWrite(stamp);
		}
	}

	/**
	 * One event.
	 */
	public final class Line {

		private final AsciiBuffer buffer;

		private Line(AsciiBuffer buffer) {
			this.buffer = buffer;
		}

		/**
		 * Adds a text.
		 * @param name a name that needs no escaping in JSON
		 * @param value printable ASCII, or null to leave it out
		 * @return this line
		 */
		public Line add(String name, @Nullable String value) {
			if (value != null) {
				name(name).append("\"").append(escaped(value)).append("\"");
			}
			return this;
		}

		/**
		 * Adds a number.
		 * @param name a name that needs no escaping in JSON
		 * @param value the number
		 * @return this line
		 */
		public Line add(String name, long value) {
			name(name).append(value);
			return this;
		}

		/**
		 * Appends the line to the file.
		 */
		public void write() {
			append(toBytes());
		}

		private byte[] toBytes() {
			return this.buffer.append("}\n").toBytes();
		}

		private AsciiBuffer name(String name) {
			return this.buffer.append(",\"").append(name).append("\":");
		}

		private static String escaped(String value) {
			boolean plain = value.indexOf('"') < 0 && value.indexOf('\\') < 0;
			return plain ? value : value.replace("\\", "\\\\").replace("\"", "\\\"");
		}

	}

}
