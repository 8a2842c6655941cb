package io.nowornever.lab.ledger;

import java.nio.file.Path;

/**
 * Says which file, and which line of it, cannot be read as a journal, and why.
 */
public final class JournalException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	JournalException(Path file, long line, String problem) {
		super(file + ", line " + line + ": " + problem);
	}

	JournalException(Path file, String problem) {
		super(file + ": " + problem);
	}

	JournalException(Path file, String problem, Throwable cause) {
		super(file + ": " + problem, cause);
	}

}
