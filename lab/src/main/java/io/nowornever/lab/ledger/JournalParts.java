package io.nowornever.lab.ledger;

import java.nio.file.Path;

/**
 * The files of a journal that is kept within a size.
 */
final class JournalParts {

	private JournalParts() {
	}

	/**
	 * Where the part before the present one stands, if there is one.
	 * @param file the journal
	 * @return the same with {@code .1} behind it
	 */
	static Path older(Path file) {
		return file.resolveSibling(file.getFileName() + ".1");
	}

}
