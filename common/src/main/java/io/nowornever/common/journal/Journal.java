package io.nowornever.common.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.nowornever.common.settings.InvalidSettingException;
import io.nowornever.common.settings.Require;
import io.nowornever.common.wire.AsciiBuffer;
import org.jspecify.annotations.Nullable;

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

	/**
	 * {@code journal.max-size} where the size is not bounded.
	 */
	public static final long UNBOUNDED = Long.MAX_VALUE;

	private static final long LEAST_SIZE = 64 * 1024;

	/**
	 * In each part, for the lines that are appended to a full one.
	 */
	private static final long RESERVE = 1024;

	private static final int USUAL_LENGTH = 256;

	private static final ThreadLocal<AsciiBuffer> BUFFER = ThreadLocal.withInitial(() -> new AsciiBuffer(USUAL_LENGTH));

	private final InstantSource wallClock;

	private final String run = UUID.randomUUID().toString();

	private final JournalFile file;

	private final @Nullable Path path;

	private Journal(@Nullable Path path, @Nullable JournalPart part, InstantSource wallClock) {
		this.path = path;
		this.file = new JournalFile(part);
		this.wallClock = wallClock;
	}

	/**
	 * A journal of nothing.
	 * @return one that is off
	 */
	public static Journal off() {
		return new Journal(null, null, InstantSource.system());
	}

	/**
	 * Opens a file at its end. A last line that a kill cut short is cut off, so that
	 * every line stays whole; nothing else that stands there is touched.
	 * @param path the file, made if it is not there; its folder must be there
	 * @param maxBytes how much is kept: a file that has reached half of it becomes
	 * {@code FILE.1} in the place of an older one, and the file begins anew; or
	 * {@link #UNBOUNDED}
	 * @param wallClock stamps each line
	 * @return a journal that is on
	 * @throws InvalidSettingException when the file cannot be written, or holds something
	 * else than a journal, or less than 64 KiB are to be kept
	 */
	public static Journal open(Path path, long maxBytes, InstantSource wallClock) {
		Require.that(maxBytes >= LEAST_SIZE, "journal.max-size", maxBytes + "B", "at least 64KB");
		try {
			return new Journal(path, JournalPart.open(path, maxBytes / 2 - RESERVE), wallClock);
		}
		catch (IOException ex) {
			throw new InvalidSettingException("journal.file", path,
					"a file that can be written, in a folder that exists");
		}
	}

	/**
	 * Says who begins to write, if anything is written. It is said again where each
	 * further part begins.
	 * @param role {@code producer} or {@code consumer}
	 * @param who the name of this process, printable ASCII
	 */
	public void introduce(String role, String who) {
		if (isOn()) {
			AtomicInteger parts = new AtomicInteger();
			this.file.appendHead(() -> line("opened").add("role", role)
				.add("who", who)
				.add("pid", ProcessHandle.current().pid())
				.add("run", this.run)
				.add("part", parts.incrementAndGet())
				.toBytes());
		}
	}

	/**
	 * Whether lines are kept. Ask before a line costs anything.
	 * @return false without a file
	 */
	public boolean isOn() {
		return this.file.isOn();
	}

	/**
	 * Why nothing is kept any more, although it should be. Looks for the file: one that
	 * was deleted, or whose disk was unmounted, takes lines as before, and nobody can
	 * read them.
	 * @return what the operating system said, or null as long as nothing failed
	 */
	public @Nullable String failure() {
		boolean isGone = this.path != null && isOn() && Files.notExists(this.path);
		return isGone ? "the file is gone" : this.file.failure();
	}

	/**
	 * Begins a line. It belongs to the calling thread until it is
	 * {@linkplain Line#write() written}.
	 * @param event what happened
	 * @return the line
	 */
	public Line line(String event) {
		AsciiBuffer buffer = BUFFER.get().clear().append(JournalPart.LINE_BEGIN).append(this.wallClock.millis());
		return new Line(buffer).add("event", event);
	}

	/**
	 * Says that all ended in good order. Nothing is kept after that.
	 */
	@Override
	public void close() {
		this.file.close(line("closed").toBytes());
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
			Journal.this.file.append(toBytes());
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
