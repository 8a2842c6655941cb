package io.nowornever.testbed.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.nowornever.testbed.TestbedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that is removed with all it holds when it is closed.
 *
 * @param path the folder
 */
public record TemporaryFolder(Path path) implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(TemporaryFolder.class);

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

	/**
	 * Creates one where temporary files are made.
	 * @param prefix how its name begins
	 * @return the folder
	 * @throws TestbedException if that is not possible, with what to do
	 */
	public static TemporaryFolder create(String prefix) {
		try {
			return new TemporaryFolder(Files.createTempDirectory(prefix));
		}
		catch (IOException ex) {
			throw new TestbedException(Room.complaint(Room.ofThisProgram(), ex), ex);
		}
	}

	/**
	 * Makes sure that files can grow here.
	 * @throws TestbedException if not, with what to do
	 */
	public void requireRoom() {
		Room.complaint(this.path).ifPresent((complaint) -> {
			throw new TestbedException(complaint);
		});
	}

	/**
	 * Removes it. What cannot be removed is told to the log.
	 */
	@Override
	public void close() {
		try {
			delete(this.path);
		}
		catch (IOException ex) {
			logger.warn("Cannot remove the temporary folder {}", this.path, ex);
		}
	}

	/**
	 * Deletes a folder with all it holds. What another thread or process puts there in
	 * the meantime goes too, if it stops with that within ten seconds.
	 * @param folder the folder, which may be missing
	 * @throws IOException if something of it stays
	 */
	public static void delete(Path folder) throws IOException {
		long start = System.nanoTime();
		while (Files.exists(folder)) {
			try {
				deleteOnce(folder);
			}
			catch (DirectoryNotEmptyException | NoSuchFileException ex) {
				if (System.nanoTime() - start > PATIENCE_NANOS) {
					throw ex;
				}
			}
		}
	}

	private static void deleteOnce(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
			for (Path file : deepestFirst) {
				Files.deleteIfExists(file);
			}
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

}
