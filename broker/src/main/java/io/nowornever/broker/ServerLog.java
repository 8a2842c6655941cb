package io.nowornever.broker;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the server printed; a restart appends. Used under the broker's lifecycle lock.
 */
final class ServerLog {

	private static final int LAST_LINES = 15;

	private static final int MOST_BYTES = 65_536;

	private final Path file;

	private long startBytes;

	ServerLog(Path file) {
		this.file = file;
	}

	Path file() {
		return this.file;
	}

	/**
	 * Notes where the output of the server about to start begins.
	 */
	void markStart() throws IOException {
		this.startBytes = Files.exists(this.file) ? Files.size(this.file) : 0;
	}

	boolean saysAddressInUse() {
		return sinceStart().contains("address already in use");
	}

	/**
	 * The end of what was printed since the last start, to be appended to a message.
	 * @return a colon and the lines, or a note that there are none
	 */
	String lastLinesAsNote() {
		List<String> lines = sinceStart().lines().filter((line) -> !line.isBlank()).toList();
		if (lines.isEmpty()) {
			return "; it printed nothing";
		}
		List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
		return "; it printed last:\n  " + String.join("\n  ", last);
	}

	private String sinceStart() {
		try (SeekableByteChannel channel = Files.newByteChannel(this.file)) {
			channel.position(Math.max(this.startBytes, channel.size() - MOST_BYTES));
			return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return "(its log " + this.file + " cannot be read: " + ex + ")";
		}
	}

}
