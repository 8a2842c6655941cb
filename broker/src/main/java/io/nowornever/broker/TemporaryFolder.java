package io.nowornever.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that is removed with all it holds when it is closed.
 *
 * @param path the folder
 */
record TemporaryFolder(Path path) implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(TemporaryFolder.class);

	static TemporaryFolder create(String prefix) {
		try {
			return new TemporaryFolder(Files.createTempDirectory(prefix));
		}
		catch (IOException ex) {
			throw new BrokerException(Room.complaint(Room.ofThisProgram(), ex), ex);
		}
	}

	static TemporaryFolder createIn(Path parent, String prefix) throws IOException {
		return new TemporaryFolder(Files.createTempDirectory(parent, prefix));
	}

	@Override
	public void close() {
		if (!Files.exists(this.path)) {
			return;
		}
		try {
			for (Path file : deepestFirst()) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException | UncheckedIOException ex) {
			logger.warn("Cannot remove the temporary folder {}", this.path, ex);
		}
	}

	private List<Path> deepestFirst() throws IOException {
		try (Stream<Path> files = Files.walk(this.path)) {
			return files.sorted(Comparator.reverseOrder()).toList();
		}
	}

}
