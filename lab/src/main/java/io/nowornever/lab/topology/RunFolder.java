package io.nowornever.lab.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.nowornever.broker.Room;

/**
 * A temporary folder for what one run leaves: logs.
 *
 * @param path the folder
 * @param kept whether it stays when the run has ended
 */
record RunFolder(Path path, boolean kept) {

	static RunFolder create(boolean kept) {
		try {
			RunFolder folder = new RunFolder(Files.createTempDirectory("now-or-never-lab-"), kept);
			Files.createDirectory(folder.temporary());
			return folder;
		}
		catch (IOException ex) {
			throw new LabException(Room.complaint(Room.ofThisProgram(), ex), ex);
		}
	}

	/**
	 * Makes sure that a log can be written here.
	 * @throws LabException if not, with what to do
	 */
	void requireRoom() {
		Room.complaint(this.path).ifPresent((complaint) -> {
			throw new LabException(complaint);
		});
	}

	/**
	 * Where the processes of the run keep temporary files.
	 */
	Path temporary() {
		return this.path.resolve("temporary");
	}

	/**
	 * Removes what is not to be kept.
	 */
	void discard() {
		try {
			delete(this.kept ? temporary() : this.path);
		}
		catch (IOException ex) {
			throw new LabException("Cannot remove " + this.path + ": " + ex, ex);
		}
	}

	/**
	 * Deletes a folder with all it holds.
	 * @param folder the folder, which may be missing
	 * @throws IOException if something of it stays
	 */
	static void delete(Path folder) throws IOException {
		if (!Files.exists(folder)) {
			return;
		}
		List<Path> deepestFirst;
		try (Stream<Path> files = Files.walk(folder)) {
			deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
		for (Path file : deepestFirst) {
			Files.deleteIfExists(file);
		}
	}

}
