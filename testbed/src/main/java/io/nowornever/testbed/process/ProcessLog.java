package io.nowornever.testbed.process;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.nowornever.testbed.TestbedException;

/**
 * The file to which processes append what they print, one after the other. Safe from any
 * thread.
 */
public final class ProcessLog {

	private static final int LAST_LINES = 20;

	private static final int MOST_BYTES = 65_536;

	private final Path file;

	private volatile long startBytes;

	/**
	 * Creates a log.
	 * @param file the file, which may not exist yet
	 */
	public ProcessLog(Path file) {
		this.file = file;
	}

	/**
	 * Where it is.
	 * @return the file
	 */
	public Path file() {
		return this.file;
	}

	/**
	 * Notes that what comes from now on is another process's.
	 * @throws IOException if the file cannot be looked at
	 */
	public void markStart() throws IOException {
		this.startBytes = Files.exists(this.file) ? Files.size(this.file) : 0;
	}

	/**
	 * The end of what was printed since the start that was noted last, or from the
	 * beginning.
	 * @return at most 64 KiB
	 */
	public String end() {
		try (SeekableByteChannel channel = Files.newByteChannel(this.file)) {
			channel.position(Math.max(this.startBytes, channel.size() - MOST_BYTES));
			return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return "(its log " + this.file + " cannot be read: " + ex + ")";
		}
	}

	/**
	 * The first line, of all starts, in which something is found.
	 * @param pattern what to look for
	 * @return what was found, empty so far
	 * @throws TestbedException if the file cannot be read
	 */
	public Optional<MatchResult> first(Pattern pattern) {
		try (Stream<String> lines = Files.lines(this.file, StandardCharsets.ISO_8859_1)) {
			return lines.map(pattern::matcher).filter(Matcher::find).findFirst().map(Matcher::toMatchResult);
		}
		catch (IOException ex) {
			throw new TestbedException("Cannot read " + this.file + ": " + ex, ex);
		}
	}

	/**
	 * Why the log cannot grow.
	 * @return the reason and what to do, empty if it can
	 */
	public Optional<String> complaint() {
		return Room.complaint(Objects.requireNonNull(this.file.toAbsolutePath().getParent()));
	}

	/**
	 * The last lines since the start that was noted last, to be appended to a message.
	 * @return the lines, each indented, or a note that there are none
	 */
	public String lastLinesAsNote() {
		List<String> lines = end().lines().filter((line) -> !line.isBlank()).toList();
		if (lines.isEmpty()) {
			return "; it printed nothing";
		}
		return "\nIt printed last:\n    "
				+ String.join("\n    ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
	}

}
