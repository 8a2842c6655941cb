package io.nowornever.testbed.broker;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder into which a nats-server writes its addresses once it listens on all of
 * them. It tells our own server from a stranger that answers on the same port.
 *
 * @param path the folder
 */
record PortsFolder(Path path) {

	private static final String PORTS_FILES = "*.ports";

	void clear() throws IOException {
		Files.createDirectories(this.path);
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.path, PORTS_FILES)) {
			for (Path file : files) {
				Files.deleteIfExists(file);
			}
		}
	}

	boolean isListening() {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.path, PORTS_FILES)) {
			return files.iterator().hasNext();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
