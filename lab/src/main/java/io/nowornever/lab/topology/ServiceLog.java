package io.nowornever.lab.topology;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.nowornever.broker.Room;

/**
 * What a service printed.
 *
 * @param file the file
 */
record ServiceLog(Path file) {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final int TAIL_BYTES = 16 * 1024;

	private static final int TAIL_LINES = 20;

	/**
	 * The HTTP port.
	 * @return the port, empty until the service listens
	 */
	OptionalInt port() {
		try (Stream<String> lines = Files.lines(this.file, StandardCharsets.ISO_8859_1)) {
			return lines.map(PORT::matcher)
				.filter(Matcher::find)
				.mapToInt((found) -> Integer.parseInt(found.group(1)))
				.findFirst();
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	/**
	 * Why the log cannot grow.
	 * @return the reason and what to do, empty if it can
	 */
	Optional<String> complaint() {
		return Room.complaint(Objects.requireNonNull(this.file.toAbsolutePath().getParent()));
	}

	/**
	 * The end of the log, for a message.
	 * @return the last lines, each on a line of its own and indented
	 */
	String lastLinesAsNote() {
		try (RandomAccessFile bytes = new RandomAccessFile(this.file.toFile(), "r")) {
			long from = Math.max(0, bytes.length() - TAIL_BYTES);
			byte[] tail = new byte[(int) (bytes.length() - from)];
			bytes.seek(from);
			bytes.readFully(tail);
			List<String> lines = new String(tail, StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.isBlank())
				.toList();
			if (lines.isEmpty()) {
				return "; it printed nothing";
			}
			return "; its last lines in " + this.file + ":\n    "
					+ String.join("\n    ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
		}
		catch (IOException ex) {
			return "; its log " + this.file + " cannot be read: " + ex;
		}
	}

	private LabException unreadable(IOException cause) {
		return new LabException("Cannot read " + this.file + ": " + cause, cause);
	}

}
