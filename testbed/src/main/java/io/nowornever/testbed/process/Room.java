package io.nowornever.testbed.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether files in a temporary folder can grow. A process whose output goes to a file in
 * a full one goes on and says nothing, so whoever waits for its words must look here.
 */
public final class Room {

	/**
	 * File systems give room in blocks, mostly of this size.
	 */
	private static final int BLOCK_BYTES = 4096;

	private static final String PROBE = "room";

	private static final String ADVICE = ". Free space there, or name another folder for temporary files:"
			+ " -Djava.io.tmpdir=FOLDER, or TMPDIR=FOLDER for ./demo and ./bench";

	private Room() {
	}

	/**
	 * Tries it.
	 * @param folder a folder of this program's own
	 * @return why nothing can be written there, with what to do; empty if something can
	 */
	public static Optional<String> complaint(Path folder) {
		try {
			tryToGrow(folder.resolve(PROBE));
			return Optional.empty();
		}
		catch (IOException ex) {
			return Optional.of(complaint(folder, ex));
		}
	}

	/**
	 * Says what to do where writing has failed.
	 * @param folder where
	 * @param problem how
	 * @return why nothing can be written there, with what to do
	 */
	public static String complaint(Path folder, IOException problem) {
		return "Cannot write in " + folder + ": " + reason(problem) + ADVICE;
	}

	/**
	 * Where temporary files are made.
	 * @return the JVM's temporary folder
	 */
	public static Path ofThisProgram() {
		return Path.of(System.getProperty("java.io.tmpdir"));
	}

	/**
	 * Some exceptions of the file system say by their type alone what is wrong.
	 */
	private static String reason(IOException problem) {
		String reason = (problem instanceof FileSystemException ex) ? ex.getReason() : problem.getMessage();
		return Objects.requireNonNullElse(reason, problem.toString());
	}

	/**
	 * Writes a block and takes it away again. The file stays, so that it needs no new
	 * entry in its folder the next time.
	 */
	private static void tryToGrow(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING)) {
			ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
			while (block.hasRemaining()) {
				channel.write(block);
			}
			channel.truncate(0);
		}
	}

}
